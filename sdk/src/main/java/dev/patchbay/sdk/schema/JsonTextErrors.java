package dev.patchbay.sdk.schema;

import dev.patchbay.sdk.json.Json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;

import java.util.Optional;

/** The wording of a JSON text that does not parse, as JavaScript engines word it. Stateless. */
public final class JsonTextErrors {

    /** What an empty or cut text gives. */
    static final String END = "Unexpected end of JSON input";

    /** Ours: a text that is JSON, but nests deeper or holds longer numbers than are read. */
    static final String BEYOND_LIMITS = "JSON text is nested too deep or holds too long a number";

    private JsonTextErrors() {}

    /** What is wrong with the text; empty when it is JSON. */
    public static Optional<String> of(String text) {
        if (text.isBlank()) {
            return Optional.of(END);
        }
        try {
            Json.read(text);
            return Optional.empty();
        } catch (JacksonException e) {
            return Optional.of(describe(text, e));
        }
    }

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
