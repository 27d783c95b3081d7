package dev.patchbay.sdk.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads, writes and binds JSON. Numbers keep their form: {@code 587} stays an integer, a decimal
 * keeps its digits. Thread-safe.
 */
public final class Json {

    /** Deepest nesting that is read; deeper input is a malformed payload. */
    public static final int DEEPEST_NESTING = 64;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            new QuickFactory(
                                    JsonFactory.builder()
                                            .recyclerPool(new BufferPool())
                                            .streamReadConstraints(
                                                    StreamReadConstraints.builder()
                                                            .maxNestingDepth(DEEPEST_NESTING)
                                                            .maxNumberLength(1000)
                                                            .build())))
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private Json() {}

    /**
     * Reads one JSON value.
     *
     * @throws tools.jackson.core.JacksonException when the text is not exactly one JSON value,
     *     nests too deep or has a number beyond all limits; of a member named twice the last one
     *     counts, as in JavaScript
     */
    public static JsonNode read(String text) {
        try {
            return MAPPER.readValue(text, JsonNode.class);
        } catch (NumberFormatException e) {
            throw beyondLimits();
        }
    }

    /**
     * Reads one JSON value from UTF-8 bytes.
     *
     * @throws tools.jackson.core.JacksonException as {@link #read(String)}, also for invalid UTF-8;
     *     overlong forms and encoded surrogates are read, the server's edge refuses them
     */
    public static JsonNode read(byte[] utf8) {
        try {
            return MAPPER.readValue(utf8, JsonNode.class);
        } catch (NumberFormatException e) {
            throw beyondLimits();
        }
    }

    /**
     * Whether a text is exactly one JSON value, as {@code JSON.parse} judges; makes nothing of it.
     */
    public static boolean isOne(String text) {
        try (JsonParser parser = MAPPER.createParser(text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }

    /** Jackson lets an exponent that no {@code BigDecimal} has through as it is. */
    private static StreamReadException beyondLimits() {
        return new StreamReadException("a number whose exponent exceeds all limits");
    }

    /** Compact JSON text. */
    public static String write(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /** Compact JSON in UTF-8. */
    public static byte[] writeBytes(JsonNode node) {
        return MAPPER.writeValueAsBytes(node);
    }

    /**
     * Binds a validated value to a record; {@code Optional} components take absence and {@code
     * null} as empty.
     *
     * @throws tools.jackson.core.JacksonException when the record does not fit the schema that
     *     validated the value, which is a bug of the type
     */
    public static <T> T bind(JsonNode node, Class<T> type) {
        return MAPPER.treeToValue(node, type);
    }

    /** A new object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A new array. */
    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }
}
