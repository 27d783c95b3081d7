package dev.patchbay.engine.template;

import java.util.List;

/** A part of a parsed template. Comments, partials and delimiter changes leave nothing. */
sealed interface Token {

    /** Text that is copied. */
    record Text(String text) implements Token {}

    /** A value, through the escape of the rendering or as it is. */
    record Value(Name name, boolean escaped) implements Token {}

    /**
     * A section.
     *
     * @param inverted whether it is rendered for what is falsy
     * @param source the template, whose part from {@code from} to {@code to} is the section's text
     */
    record Section(Name name, boolean inverted, List<Token> body, String source, int from, int to)
            implements Token {
        public Section {
            body = List.copyOf(body);
        }

        /** The text as the template has it, for lambdas. */
        String raw() {
            return source.substring(from, to);
        }
    }
}
