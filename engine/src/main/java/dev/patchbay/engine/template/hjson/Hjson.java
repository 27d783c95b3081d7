package dev.patchbay.engine.template.hjson;

import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads Hjson (hjson.github.io, the syntax), with the tolerance and the error texts of hjson-js.
 * Linear in the length of the text. Used once, by one thread.
 */
public final class Hjson {

    private static final int DEEPEST = 250;
    private static final String PUNCTUATION = "{}[],:";

    private final Source source;
    private final Scalars scalars;
    private int depth;

    private Hjson(String text) {
        this.source = new Source(text);
        this.scalars = new Scalars(source);
    }

    /**
     * The value of a text.
     *
     * @throws HjsonException when it is no Hjson, or nests deeper than 250 levels
     */
    public static JsonNode parse(String text) {
        Hjson reader = new Hjson(text);
        reader.source.skipSpace();
        char first = reader.source.current();
        if (first == '{' || first == '[') {
            return reader.whole(reader.value());
        }
        try {
            return reader.whole(reader.members(false));
        } catch (HjsonException noObject) {
            // Not an object without braces, so it may be a single value.
            Hjson again = new Hjson(text);
            try {
                return again.whole(again.value());
            } catch (HjsonException noValue) {
                throw noObject;
            }
        }
    }

    private JsonNode whole(JsonNode value) {
        source.skipSpace();
        if (!source.atEnd()) {
            throw source.error("Syntax error, found trailing characters");
        }
        return value;
    }

    private JsonNode value() {
        source.skipSpace();
        return switch (source.current()) {
            case '{' -> {
                enter();
                ObjectNode object = members(true);
                depth--;
                yield object;
            }
            case '[' -> {
                enter();
                ArrayNode array = elements();
                depth--;
                yield array;
            }
            case '"', '\'' -> scalars.quotedOrBlock();
            default -> {
                if (!source.atEnd() && PUNCTUATION.indexOf(source.current()) >= 0) {
                    throw source.error(
                            "Found a punctuator character '"
                                    + source.current()
                                    + "' when expecting a quoteless string (check your syntax)");
                }
                yield scalars.quoteless();
            }
        };
    }

    private void enter() {
        if (++depth > DEEPEST) {
            throw source.error("Nesting exceeds " + DEEPEST + " levels");
        }
        source.advance();
        source.skipSpace();
    }

    private ObjectNode members(boolean braces) {
        ObjectNode object = Json.object();
        source.skipSpace();
        if (braces && source.current() == '}') {
            source.advance();
            return object;
        }
        while (!source.atEnd()) {
            String key = key();
            source.skipSpace();
            if (source.current() != ':') {
                throw source.error("Expected ':' instead of '" + found() + "'");
            }
            source.advance();
            object.set(key, value());
            comma();
            if (braces && source.current() == '}') {
                source.advance();
                return object;
            }
        }
        if (braces) {
            throw source.error("End of input while parsing an object (missing '}')");
        }
        return object;
    }

    private ArrayNode elements() {
        ArrayNode array = Json.array();
        if (source.current() == ']') {
            source.advance();
            return array;
        }
        while (!source.atEnd()) {
            array.add(value());
            comma();
            if (source.current() == ']') {
                source.advance();
                return array;
            }
        }
        throw source.error("End of input while parsing an array (missing ']')");
    }

    /** One comma may separate; so may a line break. */
    private void comma() {
        source.skipSpace();
        if (source.current() == ',') {
            source.advance();
            source.skipSpace();
        }
    }

    private String key() {
        char quote = source.current();
        if (quote == '"' || quote == '\'') {
            return scalars.quoted();
        }
        StringBuilder name = new StringBuilder();
        int start = source.position();
        int space = -1;
        while (source.current() != ':') {
            if (source.atEnd()) {
                throw source.error("Found EOF while looking for a key name (check your syntax)");
            }
            if (source.current() <= ' ') {
                space = space < 0 ? name.length() : space;
            } else if (PUNCTUATION.indexOf(source.current()) >= 0) {
                throw source.error(
                        "Found '"
                                + source.current()
                                + "' where a key name was expected (check your syntax or use quotes"
                                + " if the key name includes {}[],: or whitespace)");
            } else {
                name.append(source.current());
            }
            source.advance();
        }
        if (name.isEmpty()) {
            throw source.error("Found ':' but no key name (for an empty key name use quotes)");
        }
        if (space >= 0 && space != name.length()) {
            source.position(start + space);
            throw source.error("Found whitespace in your key name (use quotes to include)");
        }
        return name.toString();
    }

    private String found() {
        return source.atEnd() ? "" : String.valueOf(source.current());
    }
}
