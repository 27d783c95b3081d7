package dev.patchbay.server.settings;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Format;
import dev.patchbay.sdk.schema.Refinement;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schema.Member;
import dev.patchbay.sdk.schema.Schemas;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.StringNode;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;

/** The value types of kibana.yml with their coercions (contract/settings.md, section 1). */
final class SettingTypes {

    /** Text of a duration that cannot be read. */
    static final String BAD_DURATION =
            "Failed to parse value as time value. Value must be a duration in milliseconds, or"
                    + " follow the format <count>[ms|s|m|h|d|w|M|Y] (e.g. '70ms', '5s', '3d',"
                    + " '1Y'), where the duration is a safe positive integer.";

    /** Text of a size that cannot be read. */
    static final String BAD_SIZE =
            "Failed to parse value as byte value. Value must be either number of bytes, or follow"
                    + " the format <count>[b|kb|mb|gb] (e.g., '1024kb', '200mb', '1gb'), where the"
                    + " number is a safe positive integer.";

    private SettingTypes() {}

    /** {@code true}, {@code false}, or one of them as a string of any case. */
    static Schema bool() {
        return Schemas.bool().coerced(SettingTypes::toBoolean).described("boolean", "");
    }

    /** A number or numeric string between two inclusive bounds; whole. */
    static Schema whole(long min, long max) {
        return Schemas.number((double) min, (double) max)
                .coerced(SettingTypes::toNumber)
                .refined(
                        Refinement.of(
                                number -> number.doubleValue() == Math.rint(number.doubleValue()),
                                "expected a whole number"))
                .described(bounds("number", min, max), "");
    }

    /** A number or numeric string of at least {@code min}. */
    static Schema decimal(double min) {
        return Schemas.number(min, null).coerced(SettingTypes::toNumber).described("number", "");
    }

    /** A string. */
    static Schema string() {
        return Schemas.string().described("string", "");
    }

    /** A string of at least so many characters. */
    static Schema string(int min) {
        return Schemas.string(min)
                .described(
                        "string of at least " + min + (min == 1 ? " character" : " characters"),
                        "");
    }

    /** A string with a form of its own. */
    static Schema string(String type, String refusal, Predicate<String> test) {
        return Schemas.string(new Format(type, refusal, test)).described(type, "");
    }

    /** A host name of RFC 1123 or an IP address. */
    static Schema hostname() {
        return string(
                "host name", "value must be a valid hostname (see RFC 1123).", HostNames::valid);
    }

    /** A file or directory. */
    static Schema path() {
        return string("path", "value must be a path", FilePaths::valid);
    }

    /** One of some strings. */
    static Schema oneOf(String... values) {
        return Schemas.union(Arrays.stream(values).map(Schemas::literal).toArray(Schema[]::new))
                .described("one of `" + String.join("` `", values) + "`", "");
    }

    /** A list, or a string with JSON. */
    static Schema list(Schema item) {
        return list(item, 0);
    }

    /** A list of at least so many items, or a string with JSON. */
    static Schema list(Schema item, int min) {
        return Schemas.array(item, min, Integer.MAX_VALUE)
                .coerced(raw -> fromJson(raw, JsonNode::isArray));
    }

    /** Strict members, or a string with JSON. */
    static Schema object(Member... members) {
        return Schemas.object(members).coerced(raw -> fromJson(raw, JsonNode::isObject));
    }

    /** Members of a section that is honoured in part: other keys are dropped. */
    static Schema partly(Member... members) {
        return Schemas.strippingObject(members).coerced(raw -> fromJson(raw, JsonNode::isObject));
    }

    /** Free keys with values of one type, or a string with JSON. */
    static Schema map(Schema value) {
        return Schemas.record(value).coerced(raw -> fromJson(raw, JsonNode::isObject));
    }

    /** Any object, or a string with JSON. */
    static Schema anyObject() {
        return Schemas.openObject()
                .coerced(raw -> fromJson(raw, JsonNode::isObject))
                .described("object", "");
    }

    /** A duration; parsed to milliseconds. */
    static Schema duration() {
        return Schemas.any()
                .coerced(Durations::toMilliseconds)
                .refined(Refinement.of(JsonNode::isIntegralNumber, BAD_DURATION))
                .described("duration", "");
    }

    /** A size; parsed to bytes. */
    static Schema size() {
        return Schemas.any()
                .coerced(Sizes::toBytes)
                .refined(Refinement.of(JsonNode::isIntegralNumber, BAD_SIZE))
                .described("size", "");
    }

    private static String bounds(String type, long min, long max) {
        boolean open = max == Long.MAX_VALUE || max == Integer.MAX_VALUE;
        return open ? type + " ≥ " + min : type + " " + min + "–" + max;
    }

    static JsonNode toBoolean(JsonNode raw) {
        if (!raw.isString()) {
            return raw;
        }
        return switch (raw.stringValue().toLowerCase(Locale.ROOT)) {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            default -> raw;
        };
    }

    private static JsonNode toNumber(JsonNode raw) {
        if (!raw.isString() || raw.stringValue().isBlank()) {
            return raw;
        }
        JsonNode number = Schemas.numberFromText(raw);
        return Double.isNaN(number.doubleValue()) ? raw : number;
    }

    private static JsonNode fromJson(JsonNode raw, Predicate<JsonNode> wanted) {
        if (!raw.isString()) {
            return raw;
        }
        String text = raw.stringValue().strip();
        if (!text.startsWith("[") && !text.startsWith("{")) {
            return raw;
        }
        try {
            JsonNode parsed = Json.read(text);
            return wanted.test(parsed) ? parsed : raw;
        } catch (JacksonException e) {
            return raw;
        }
    }

    /** A text of a number of milliseconds or bytes, or nothing but digits. */
    static JsonNode number(long value) {
        return LongNode.valueOf(value);
    }

    /** A string node. */
    static JsonNode text(String value) {
        return StringNode.valueOf(value);
    }
}
