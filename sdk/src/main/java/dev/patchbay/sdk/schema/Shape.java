package dev.patchbay.sdk.schema;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A node without its wrappers, and what they said.
 *
 * @param core the innermost node: no nullable, optional, default, coercion, refinement
 * @param nullable whether {@code null} fits
 * @param jsonText whether a text that parses to it fits as well
 * @param defaultValue what absence becomes
 */
record Shape(Schema core, boolean nullable, boolean jsonText, Optional<JsonNode> defaultValue) {

    static Shape of(Schema schema) {
        return switch (schema) {
            case Schema.Nullable_(Schema inner) -> of(inner).asNullable();
            case Schema.Optional_(Schema inner) -> of(inner);
            case Schema.Default(Schema inner, JsonNode value) -> of(inner).withDefault(value);
            case Schema.Coerced(Schema inner, var _) -> of(inner);
            case Schema.JsonText(Schema inner) -> of(inner).asJsonText();
            case Schema.Refined(Schema inner, Refinement _) -> of(inner);
            case Schema.Annotated(Schema inner, Annotations _) -> of(inner);
            case Schema.Any _,
                    Schema.Text _,
                    Schema.Numeric _,
                    Schema.Bool _,
                    Schema.Literal _,
                    Schema.Enumeration _,
                    Schema.Obj _,
                    Schema.Dictionary _,
                    Schema.Items _,
                    Schema.Union _,
                    Schema.Discriminated _ ->
                    new Shape(schema, false, false, Optional.empty());
        };
    }

    /** The type in words, bounds included: {@code string (1–255)}, {@code "a" | "b"}. */
    String words() {
        return words(core)
                + (jsonText ? ", or JSON text of it" : "")
                + (nullable ? " or null" : "");
    }

    private static String words(Schema core) {
        return switch (core) {
            case Schema.Any _ -> "any";
            case Schema.Text text ->
                    (text.format() == null ? "string" : "string, " + text.format().name())
                            + bounds(text.min(), text.max());
            case Schema.Numeric numeric ->
                    (numeric.integer() ? "integer" : "number")
                            + bounds(numeric.min(), numeric.max());
            case Schema.Bool _ -> "boolean";
            case Schema.Literal(String value) -> "`" + value + "`";
            case Schema.Enumeration(List<String> values) ->
                    values.stream()
                            .map(value -> "`" + value + "`")
                            .collect(Collectors.joining(" "));
            case Schema.Obj _ -> "object";
            case Schema.Dictionary(Schema _, Schema value) -> "map of " + of(value).words();
            case Schema.Items items ->
                    "array of " + of(items.item()).words() + bounds(items.min(), items.max());
            case Schema.Union(List<Schema> alternatives, var _) ->
                    alternatives.stream()
                            .map(alternative -> of(alternative).words())
                            .distinct()
                            .collect(Collectors.joining(" or "));
            case Schema.Discriminated _ -> "object";
            case Schema.Nullable_ _,
                    Schema.Optional_ _,
                    Schema.Default _,
                    Schema.Coerced _,
                    Schema.JsonText _,
                    Schema.Refined _,
                    Schema.Annotated _ ->
                    throw new IllegalArgumentException("a wrapper is no core");
        };
    }

    private static String bounds(int min, int max) {
        return bounds(
                min == 0 ? null : Double.valueOf(min),
                max == Integer.MAX_VALUE ? null : Double.valueOf(max));
    }

    private static String bounds(@Nullable Double min, @Nullable Double max) {
        if (min == null) {
            return max == null ? "" : " (≤ " + Messages.plain(max) + ")";
        }
        return max == null
                ? " (≥ " + Messages.plain(min) + ")"
                : " (" + Messages.plain(min) + "–" + Messages.plain(max) + ")";
    }

    private Shape asNullable() {
        return new Shape(core, true, jsonText, defaultValue);
    }

    private Shape asJsonText() {
        return new Shape(core, nullable, true, defaultValue);
    }

    private Shape withDefault(JsonNode value) {
        return new Shape(core, nullable, jsonText, Optional.of(value));
    }
}
