package dev.patchbay.engine.template;

import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schemas;

import tools.jackson.databind.JsonNode;

import java.util.List;

/**
 * Which alternative of a union a value with templates in it belongs to: the first that fits, else
 * the first of its kind, because a template need not have the form that its result will have.
 */
final class Alternatives {

    private Alternatives() {}

    static Schema fitting(List<Schema> alternatives, JsonNode value) {
        for (Schema alternative : alternatives) {
            if (alternative.parse(value).fits()) {
                return alternative;
            }
        }
        for (Schema alternative : alternatives) {
            if (isKind(alternative, value)) {
                return alternative;
            }
        }
        return Schemas.any();
    }

    private static boolean isKind(Schema schema, JsonNode value) {
        return switch (schema) {
            case Schema.Annotated(Schema inner, var _) -> isKind(inner, value);
            case Schema.Nullable_(Schema inner) -> value.isNull() || isKind(inner, value);
            case Schema.Optional_(Schema inner) -> isKind(inner, value);
            case Schema.Default(Schema inner, var _) -> isKind(inner, value);
            case Schema.Coerced(Schema inner, var _) -> isKind(inner, value);
            case Schema.JsonText(Schema inner) -> value.isString() || isKind(inner, value);
            case Schema.Refined(Schema inner, var _) -> isKind(inner, value);
            case Schema.Union(List<Schema> alternatives, var _) ->
                    alternatives.stream().anyMatch(alternative -> isKind(alternative, value));
            case Schema.Any _ -> true;
            case Schema.Text _, Schema.Literal _, Schema.Enumeration _ -> value.isString();
            case Schema.Numeric _ -> value.isNumber();
            case Schema.Bool _ -> value.isBoolean();
            case Schema.Obj _, Schema.Dictionary _, Schema.Discriminated _ -> value.isObject();
            case Schema.Items _ -> value.isArray();
        };
    }
}
