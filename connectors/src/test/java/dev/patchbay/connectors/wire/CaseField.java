package dev.patchbay.connectors.wire;

import dev.patchbay.connectors.TypeParams;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.schema.Refinement;
import dev.patchbay.sdk.schema.Schema;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A field that a caller may get wrong.
 *
 * @param part {@code config secrets params}
 * @param operation whose params it is among; empty where a type has one set of them
 * @param path as issues name it, elements of arrays as {@code []}
 * @param core what it is, without its wrappers
 */
record CaseField(String part, String operation, String path, Schema core) {

    /** A bound, and on which side of it a value is refused. */
    record Bound(double end, boolean least) {
        @Override
        public String toString() {
            return (least ? "at least " : "at most ") + (long) end;
        }
    }

    /** All of a type. */
    static List<CaseField> of(ConnectorType type) {
        List<CaseField> fields = new ArrayList<>();
        collect("config", "", "", type.config(), fields);
        collect("secrets", "", "", type.secrets(), fields);
        Schema params = core(TypeParams.of(type));
        if (params instanceof Schema.Discriminated one) {
            one.alternatives().forEach((name, each) -> collect("params", name, "", each, fields));
        } else {
            collect("params", "", "", params, fields);
        }
        return fields;
    }

    private static void collect(
            String part, String operation, String path, Schema schema, List<CaseField> fields) {
        Schema core = core(schema);
        switch (core) {
            case Schema.Obj object ->
                    object.members()
                            .forEach(member ->
                                    collect(
                                            part,
                                            operation,
                                            path.isEmpty()
                                                    ? member.name()
                                                    : path + "." + member.name(),
                                            member.schema(),
                                            fields));
            case Schema.Items items -> {
                fields.add(new CaseField(part, operation, path, items));
                collect(part, operation, path + "[]", items.item(), fields);
            }
            case Schema.Any _, Schema.Literal _ -> {}
            case Schema.Text _, Schema.Numeric _, Schema.Bool _, Schema.Enumeration _ ->
                    fields.add(new CaseField(part, operation, path, core));
            case Schema.Dictionary _, Schema.Union _, Schema.Discriminated _ ->
                    fields.add(new CaseField(part, operation, path, core));
            default -> throw new IllegalArgumentException(core.toString());
        }
    }

    private static Schema core(Schema schema) {
        return switch (schema) {
            case Schema.Nullable_(Schema inner) -> core(inner);
            case Schema.Optional_(Schema inner) -> core(inner);
            case Schema.Default(Schema inner, JsonNode _) -> core(inner);
            case Schema.Coerced(Schema inner, var _) -> core(inner);
            case Schema.JsonText(Schema inner) -> core(inner);
            case Schema.Refined(Schema inner, Refinement _) -> core(inner);
            case Schema.Annotated(Schema inner, var _) -> core(inner);
            default -> schema;
        };
    }

    /** Its bounds. */
    List<Bound> bounds() {
        List<Bound> bounds = new ArrayList<>();
        switch (core) {
            case Schema.Text text -> sizes(text.min(), text.max(), bounds);
            case Schema.Items items -> sizes(items.min(), items.max(), bounds);
            case Schema.Numeric numeric -> {
                if (numeric.min() != null) {
                    bounds.add(new Bound(numeric.min(), true));
                }
                if (numeric.max() != null) {
                    bounds.add(new Bound(numeric.max(), false));
                }
            }
            default -> {}
        }
        return bounds;
    }

    private static void sizes(int min, int max, List<Bound> bounds) {
        if (min > 0) {
            bounds.add(new Bound(min, true));
        }
        if (max < Integer.MAX_VALUE) {
            bounds.add(new Bound(max, false));
        }
    }

    /**
     * The sizes that its values have in a part of a case: lengths, numbers of elements, numbers.
     */
    Stream<Double> sizes(JsonNode part) {
        return values(part, List.of(path.replace("[]", ".[]").split("\\.")))
                .filter(value -> value.isString() || value.isArray() || value.isNumber())
                .map(value ->
                        value.isNumber()
                                ? value.doubleValue()
                                : value.isString() ? value.asString().length() : value.size())
                .map(Number::doubleValue);
    }

    private static Stream<JsonNode> values(JsonNode node, List<String> steps) {
        if (steps.isEmpty()) {
            return Stream.of(node);
        }
        List<String> rest = steps.subList(1, steps.size());
        return steps.getFirst().equals("[]")
                ? node instanceof ArrayNode array
                        ? array.valueStream().flatMap(each -> values(each, rest))
                        : Stream.of()
                : values(node.path(steps.getFirst()), rest);
    }

    @Override
    public String toString() {
        return (operation + " " + part + "." + path).strip();
    }
}
