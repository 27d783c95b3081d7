package dev.patchbay.engine.kql;

import java.util.List;

/** A parsed query. Immutable. */
public sealed interface Kql {

    /** An empty query: every document. */
    record All() implements Kql {}

    /** All of them; at least two. */
    record And(List<Kql> parts) implements Kql {}

    /** One of them; at least two. */
    record Or(List<Kql> parts) implements Kql {}

    /** Not this. */
    record Not(Kql part) implements Kql {}

    /**
     * A field has a value; {@code field: *} is any value.
     *
     * @param field may have wildcards: one of the fields has it
     */
    record Is(KqlText field, KqlText value) implements Kql {}

    /** Some field has a value. */
    record Anywhere(KqlText value) implements Kql {}

    /** A field is below or above a value. */
    record Range(String field, Comparison comparison, String value) implements Kql {}

    /** One element of a list of objects fits the query, whose fields are those of the element. */
    record Nested(String field, Kql part) implements Kql {}

    /** How a range compares. */
    enum Comparison {
        LESS,
        AT_MOST,
        GREATER,
        AT_LEAST;

        /** Whether a value fits that compares to the bound like this, as comparators say it. */
        public boolean fits(int compared) {
            return switch (this) {
                case LESS -> compared < 0;
                case AT_MOST -> compared <= 0;
                case GREATER -> compared > 0;
                case AT_LEAST -> compared >= 0;
            };
        }
    }
}
