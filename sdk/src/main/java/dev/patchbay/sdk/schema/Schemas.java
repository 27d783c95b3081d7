package dev.patchbay.sdk.schema;

import dev.patchbay.sdk.schema.Schema.Member;
import dev.patchbay.sdk.schema.Schema.UnknownKeys;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.LongNode;

import java.util.List;
import java.util.Map;

/** Makes schema nodes. */
public final class Schemas {

    private Schemas() {}

    /** Any string. */
    public static Schema string() {
        return new Schema.Text(0, Integer.MAX_VALUE, null);
    }

    /** A string of at least {@code min} UTF-16 units. */
    public static Schema string(int min) {
        return new Schema.Text(min, Integer.MAX_VALUE, null);
    }

    /** A string of {@code min} to {@code max} UTF-16 units. */
    public static Schema string(int min, int max) {
        return new Schema.Text(min, max, null);
    }

    /** A string of a named form. */
    public static Schema string(Format format) {
        return new Schema.Text(0, Integer.MAX_VALUE, format);
    }

    /** Any number. */
    public static Schema number() {
        return new Schema.Numeric(null, null, false);
    }

    /** A number between two inclusive bounds, either of which may be null. */
    public static Schema number(@Nullable Double min, @Nullable Double max) {
        return new Schema.Numeric(min, max, false);
    }

    /** A whole number between two inclusive bounds. */
    public static Schema integer(long min, long max) {
        return new Schema.Numeric((double) min, (double) max, true);
    }

    /** A boolean. */
    public static Schema bool() {
        return new Schema.Bool();
    }

    /** Anything. */
    public static Schema any() {
        return new Schema.Any();
    }

    /** Exactly this string. */
    public static Schema literal(String value) {
        return new Schema.Literal(value);
    }

    /** One of these strings. */
    public static Schema enumeration(String... values) {
        return new Schema.Enumeration(List.of(values));
    }

    /** An object that refuses unknown keys. */
    public static Schema object(Member... members) {
        return new Schema.Obj(List.of(members), UnknownKeys.REFUSE);
    }

    /** An object that refuses unknown keys. */
    public static Schema object(List<Member> members) {
        return new Schema.Obj(members, UnknownKeys.REFUSE);
    }

    /** An object that drops unknown keys. */
    public static Schema strippingObject(Member... members) {
        return new Schema.Obj(List.of(members), UnknownKeys.STRIP);
    }

    /** An object that keeps unknown keys. */
    public static Schema openObject(Member... members) {
        return new Schema.Obj(List.of(members), UnknownKeys.KEEP);
    }

    /** A member of an object. */
    public static Member member(String name, Schema schema) {
        return new Member(name, schema);
    }

    /** An object with free keys. */
    public static Schema record(Schema value) {
        return new Schema.Dictionary(string(), value);
    }

    /** An object whose keys must fit {@code key}. */
    public static Schema record(Schema key, Schema value) {
        return new Schema.Dictionary(key, value);
    }

    /** An array of any length. */
    public static Schema array(Schema item) {
        return new Schema.Items(item, 0, Integer.MAX_VALUE);
    }

    /** An array of {@code min} to {@code max} items. */
    public static Schema array(Schema item, int min, int max) {
        return new Schema.Items(item, min, max);
    }

    /** The first alternative that fits. */
    public static Schema union(Schema... alternatives) {
        return new Schema.Union(List.of(alternatives), Messages.INVALID_INPUT);
    }

    /** The first alternative that fits; {@code message} is said when none does. */
    public static Schema unionOr(String message, Schema... alternatives) {
        return new Schema.Union(List.of(alternatives), message);
    }

    /** The alternative named by a literal member; each alternative declares that member itself. */
    public static Schema discriminated(String discriminator, Map<String, Schema> alternatives) {
        return new Schema.Discriminated(discriminator, alternatives);
    }

    /**
     * Turns a string that is a number, as JavaScript's {@code Number(text)} reads it, into that
     * number.
     */
    public static JsonNode numberFromText(JsonNode raw) {
        if (!raw.isString()) {
            return raw;
        }
        String text = raw.stringValue().strip();
        if (text.isEmpty()) {
            return LongNode.valueOf(0);
        }
        try {
            double value = Double.parseDouble(text);
            boolean javaOnly = !text.matches("[-+0-9.eE]+");
            if (javaOnly) {
                return DoubleNode.valueOf(Double.NaN);
            }
            return value == Math.rint(value) && Math.abs(value) <= 9007199254740992.0
                    ? LongNode.valueOf((long) value)
                    : DoubleNode.valueOf(value);
        } catch (NumberFormatException e) {
            return DoubleNode.valueOf(Double.NaN);
        }
    }
}
