package dev.patchbay.sdk.schema;

import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;

/** The wording of a JSON text that does not parse, as JavaScript engines word it. */
final class JsonTextErrors {

    /** What an empty or cut text gives. */
    static final String END = "Unexpected end of JSON input";

    /** Ours: a text that is JSON, but nests deeper or holds longer numbers than are read. */
    static final String BEYOND_LIMITS = "JSON text is nested too deep or holds too long a number";

    private JsonTextErrors() {}

    static String describe(String text, JacksonException error) {
        if (error instanceof StreamConstraintsException) {
            return BEYOND_LIMITS;
        }
        long offset = error.getLocation() == null ? -1 : error.getLocation().getCharOffset();
        if (offset < 0 || offset >= text.length()) {
            return END;
        }
        return "Unexpected token '"
                + text.charAt((int) offset)
                + "', \""
                + shorten(text, (int) offset)
                + "\" is not valid JSON";
    }

    private static String shorten(String text, int offset) {
        int from = Math.max(0, offset - 10);
        int to = Math.min(text.length(), offset + 10);
        return (from > 0 ? "..." : "")
                + text.substring(from, to)
                + (to < text.length() ? "..." : "");
    }
}
