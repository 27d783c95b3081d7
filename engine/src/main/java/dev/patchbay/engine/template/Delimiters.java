package dev.patchbay.engine.template;

import dev.patchbay.engine.template.js.JsSpace;

/** What opens and closes a tag; neither holds white space nor is empty. */
record Delimiters(String open, String close) {

    static final Delimiters DEFAULT = new Delimiters("{{", "}}");

    /**
     * Reads the text of a {@code =} tag; parts beyond the second are ignored.
     *
     * @throws TemplateException when there are fewer than two
     */
    static Delimiters parse(String spec) {
        int openEnd = 0;
        while (openEnd < spec.length() && !JsSpace.isSpace(spec.charAt(openEnd))) {
            openEnd++;
        }
        int closeStart = JsSpace.skip(spec, openEnd, spec.length());
        int closeEnd = closeStart;
        while (closeEnd < spec.length() && !JsSpace.isSpace(spec.charAt(closeEnd))) {
            closeEnd++;
        }
        if (openEnd == 0 || closeStart == closeEnd) {
            throw new TemplateException("Invalid tags: " + spec);
        }
        return new Delimiters(spec.substring(0, openEnd), spec.substring(closeStart, closeEnd));
    }
}
