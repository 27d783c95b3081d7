package dev.patchbay.engine.template;

import java.util.List;

/**
 * The name in a tag (templating.md, section 2.5).
 *
 * @param text as written, trimmed
 * @param steps what it is looked up by: one step, or several when a dot is inside
 */
record Name(String text, List<String> steps) {

    Name {
        steps = List.copyOf(steps);
    }

    static Name of(String text) {
        // A name that begins with a dot is one key, as in mustache.js, also with more dots in it.
        boolean dotted = text.indexOf('.') > 0;
        return new Name(text, dotted ? List.of(text.split("\\.", -1)) : List.of(text));
    }

    /** {@code .}, the current view. */
    boolean isCurrent() {
        return text.equals(".");
    }
}
