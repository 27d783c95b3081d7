package dev.patchbay.engine.kql;

/** What came of reading a query. */
public sealed interface KqlParse {

    /** It is one. */
    record Query(Kql kql) implements KqlParse {}

    /**
     * It is none.
     *
     * @param at UTF-16 units before the place where nothing fits any more
     */
    record Invalid(int at) implements KqlParse {}

    /** Reads a query. */
    static KqlParse of(String text) {
        return new KqlParser(text).parse();
    }
}
