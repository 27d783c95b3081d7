package dev.patchbay.sdk.schema;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A node of the schema algebra. Nodes are immutable, thread-safe values that know no text; build
 * them with {@link Schemas} and the methods below, read JSON with {@link #parse(JsonNode)}.
 */
public sealed interface Schema {

    /**
     * Any JSON value, kept as it is; absence is an issue only where a {@code wantedType} is named.
     */
    record Any() implements Schema {}

    /**
     * A string.
     *
     * @param min least number of UTF-16 units, 0 for no bound
     * @param max greatest number of UTF-16 units, {@link Integer#MAX_VALUE} for no bound
     * @param format a named format that the text must have, or null
     */
    record Text(int min, int max, @Nullable Format format) implements Schema {}

    /**
     * A number; both bounds are inclusive and null where there is none.
     *
     * @param integer whether a fraction is refused
     */
    record Numeric(@Nullable Double min, @Nullable Double max, boolean integer) implements Schema {}

    /** {@code true} or {@code false}. */
    record Bool() implements Schema {}

    /** Exactly this string. */
    record Literal(String value) implements Schema {}

    /** One of these strings, in declaration order. */
    record Enumeration(List<String> values) implements Schema {
        public Enumeration {
            values = List.copyOf(values);
        }
    }

    /** Members in declaration order. */
    record Obj(List<Member> members, UnknownKeys unknownKeys) implements Schema {
        public Obj {
            members = List.copyOf(members);
        }

        /** The schema of a member, or null when there is none of that name. */
        public @Nullable Schema member(String name) {
            for (Member member : members) {
                if (member.name().equals(name)) {
                    return member.schema();
                }
            }
            return null;
        }
    }

    /** One member of an object: its wire name and what its value must be. */
    record Member(String name, Schema schema) {

        /** Whether the value must be there: absence is an issue. */
        public boolean required() {
            return !schema.parse(null).fits();
        }
    }

    /** What an object does with keys that it does not declare. */
    enum UnknownKeys {
        /** An issue. */
        REFUSE,
        /** Dropped from the parsed value. */
        STRIP,
        /** Kept as they are. */
        KEEP
    }

    /** An object with free keys; {@code key} checks each key, {@code value} each value. */
    record Dictionary(Schema key, Schema value) implements Schema {}

    /** An array; bounds are numbers of items, both inclusive. */
    record Items(Schema item, int min, int max) implements Schema {}

    /**
     * The first alternative that fits.
     *
     * @param message what is said when none does
     */
    record Union(List<Schema> alternatives, String message) implements Schema {
        public Union {
            alternatives = List.copyOf(alternatives);
        }
    }

    /** The alternative that the literal value of the member {@code discriminator} names. */
    record Discriminated(String discriminator, Map<String, Schema> alternatives) implements Schema {
        public Discriminated {
            alternatives =
                    java.util.Collections.unmodifiableMap(
                            new java.util.LinkedHashMap<>(alternatives));
        }
    }

    /** {@code null} or the inner schema. */
    record Nullable_(Schema inner) implements Schema {}

    /** Absent, or the inner schema; absence stays absence. */
    record Optional_(Schema inner) implements Schema {}

    /** Absence is replaced by {@code value}, which the inner schema then parses. */
    record Default(Schema inner, JsonNode value) implements Schema {}

    /** {@code convert} sees the raw value first; what it cannot convert it returns unchanged. */
    record Coerced(Schema inner, Function<JsonNode, JsonNode> convert) implements Schema {}

    /** The value itself, or a string that parses to it as JSON. */
    record JsonText(Schema inner) implements Schema {}

    /** A check that runs when the inner schema had no issue. */
    record Refined(Schema inner, Refinement check) implements Schema {}

    /** Facts about a node that validation does not need. */
    record Annotated(Schema inner, Annotations annotations) implements Schema {}

    /** Reads a value; {@code null} stands for absence. Never throws for bad input. */
    default Parsed parse(@Nullable JsonNode raw) {
        return Interpreter.parse(this, raw);
    }

    /** This or {@code null}. */
    default Schema nullable() {
        return new Nullable_(this);
    }

    /** This or absent. */
    default Schema optional() {
        return new Optional_(this);
    }

    /** Absent becomes {@code value}. */
    default Schema withDefault(JsonNode value) {
        return new Default(this, value);
    }

    /** Absent becomes {@code value}. */
    default Schema withDefault(String value) {
        return new Default(this, tools.jackson.databind.node.StringNode.valueOf(value));
    }

    /** Absent becomes {@code value}. */
    default Schema withDefault(boolean value) {
        return new Default(this, tools.jackson.databind.node.BooleanNode.valueOf(value));
    }

    /** Absent becomes {@code value}. */
    default Schema withDefault(long value) {
        return new Default(this, tools.jackson.databind.node.LongNode.valueOf(value));
    }

    /** {@code null} is accepted and also what absence becomes: "string|null, default null". */
    default Schema nullByDefault() {
        return new Default(nullable(), tools.jackson.databind.node.NullNode.getInstance());
    }

    /** Converted before it is looked at. */
    default Schema coerced(Function<JsonNode, JsonNode> convert) {
        return new Coerced(this, convert);
    }

    /** Also accepted as JSON text. */
    default Schema orJsonText() {
        return new JsonText(this);
    }

    /** With a check of its own. */
    default Schema refined(Refinement check) {
        return new Refined(this, check);
    }

    /** A value that is encrypted, never returned, and redacted. */
    default Schema secret() {
        return annotated(Annotations.of(this).asSecret());
    }

    /** A string in which rule actions and deliveries render templates with this escape mode. */
    default Schema template(EscapeMode mode) {
        return annotated(Annotations.of(this).withEscape(mode));
    }

    /**
     * A string that holds JSON: templates insert values as they are, and JSON-escaped where that
     * would break the JSON (contract/templating.md, section 5).
     */
    default Schema jsonTemplate() {
        return annotated(Annotations.of(this).asJsonText());
    }

    /** A short name and an explanation for forms and documentation. */
    default Schema described(String label, String help) {
        return annotated(Annotations.of(this).withText(label, help));
    }

    private Schema annotated(Annotations annotations) {
        Schema inner = this instanceof Annotated annotated ? annotated.inner() : this;
        return new Annotated(inner, annotations);
    }
}
