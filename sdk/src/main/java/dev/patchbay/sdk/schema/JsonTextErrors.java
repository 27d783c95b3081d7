package dev.patchbay.sdk.schema;

import tools.jackson.core.JacksonException;

/** The wording of a JSON text that does not parse, as JavaScript engines word it. */
final class JsonTextErrors {

    /** What an empty or cut text gives. */
    static final String END = "Unexpected end of JSON input";

    private JsonTextErrors() {}

    static String describe(String text, JacksonException error) {
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
