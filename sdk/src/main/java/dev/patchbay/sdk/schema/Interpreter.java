package dev.patchbay.sdk.schema;

import dev.patchbay.sdk.json.Json;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a value against a schema. Stateless; one instance lives for one parse and belongs to its
 * thread.
 */
final class Interpreter {

    private final List<Issue> issues = new ArrayList<>();

    private Interpreter() {}

    static Parsed parse(Schema schema, @Nullable JsonNode raw) {
        Interpreter interpreter = new Interpreter();
        JsonNode value = interpreter.read(schema, raw, Path.ROOT);
        return new Parsed(value, interpreter.issues);
    }

    private @Nullable JsonNode read(Schema schema, @Nullable JsonNode raw, Path path) {
        return switch (schema) {
            case Schema.Any _ -> raw;
            case Schema.Text text -> text(text, raw, path);
            case Schema.Numeric numeric -> numeric(numeric, raw, path);
            case Schema.Bool _ ->
                    raw != null && raw.isBoolean() ? raw : wrongType("boolean", raw, path);
            case Schema.Literal literal -> option(List.of(literal.value()), raw, path);
            case Schema.Enumeration options -> option(options.values(), raw, path);
            case Schema.Obj object -> object(object, raw, path);
            case Schema.Dictionary dictionary -> dictionary(dictionary, raw, path);
            case Schema.Items items -> items(items, raw, path);
            case Schema.Union union -> union(union, raw, path);
            case Schema.Discriminated discriminated -> discriminated(discriminated, raw, path);
            case Schema.Nullable_(Schema inner) ->
                    raw != null && raw.isNull() ? raw : read(inner, raw, path);
            case Schema.Optional_(Schema inner) -> raw == null ? null : read(inner, raw, path);
            case Schema.Default(Schema inner, JsonNode value) ->
                    read(inner, raw == null ? value.deepCopy() : raw, path);
            case Schema.Coerced coerced ->
                    read(coerced.inner(), raw == null ? null : coerced.convert().apply(raw), path);
            case Schema.JsonText(Schema inner) -> jsonText(inner, raw, path);
            case Schema.Refined(Schema inner, Refinement check) -> refined(inner, check, raw, path);
            case Schema.Annotated(Schema inner, Annotations _) -> read(inner, raw, path);
        };
    }

    private @Nullable JsonNode text(Schema.Text text, @Nullable JsonNode raw, Path path) {
        if (raw == null || !raw.isString()) {
            return wrongType("string", raw, path);
        }
        int length = raw.stringValue().length();
        if (length < text.min()) {
            issues.add(new Issue.TooSmall(path, "string", text.min(), length));
        }
        if (length > text.max()) {
            issues.add(new Issue.TooBig(path, "string", text.max(), length));
        }
        Format format = text.format();
        if (format != null && !format.test().test(raw.stringValue())) {
            issues.add(new Issue.InvalidFormat(path, format.name(), format.description()));
        }
        return raw;
    }

    private @Nullable JsonNode numeric(Schema.Numeric numeric, @Nullable JsonNode raw, Path path) {
        if (raw == null || !raw.isNumber() || Double.isNaN(magnitude(raw))) {
            return wrongType("number", raw, path);
        }
        double value = magnitude(raw);
        if (numeric.integer() && value != Math.rint(value)) {
            issues.add(new Issue.InvalidType(path, "int", "number"));
            return raw;
        }
        if (numeric.min() != null && value < numeric.min()) {
            issues.add(new Issue.TooSmall(path, "number", numeric.min(), value));
        }
        if (numeric.max() != null && value > numeric.max()) {
            issues.add(new Issue.TooBig(path, "number", numeric.max(), value));
        }
        return raw;
    }

    private @Nullable JsonNode option(List<String> allowed, @Nullable JsonNode raw, Path path) {
        if (raw != null && raw.isString() && allowed.contains(raw.stringValue())) {
            return raw;
        }
        issues.add(new Issue.InvalidOption(path, allowed, typeName(raw)));
        return raw;
    }

    private @Nullable JsonNode object(Schema.Obj object, @Nullable JsonNode raw, Path path) {
        if (!(raw instanceof ObjectNode given)) {
            return wrongType("object", raw, path);
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        for (Schema.Member member : object.members()) {
            JsonNode value =
                    read(member.schema(), given.get(member.name()), path.key(member.name()));
            if (value != null) {
                result.set(member.name(), value);
            }
        }
        List<String> unknown = new ArrayList<>();
        given.properties()
                .forEach(entry -> {
                    if (object.member(entry.getKey()) == null) {
                        switch (object.unknownKeys()) {
                            case REFUSE -> unknown.add(entry.getKey());
                            case KEEP -> result.set(entry.getKey(), entry.getValue());
                            case STRIP -> {}
                        }
                    }
                });
        if (!unknown.isEmpty()) {
            issues.add(new Issue.UnrecognizedKeys(path, unknown));
        }
        return result;
    }

    private @Nullable JsonNode dictionary(
            Schema.Dictionary dictionary, @Nullable JsonNode raw, Path path) {
        if (!(raw instanceof ObjectNode given)) {
            return wrongType("record", raw, path);
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        for (var entry : given.properties()) {
            String key = entry.getKey();
            read(dictionary.key(), JsonNodeFactory.instance.stringNode(key), path.entryKey(key));
            JsonNode value = read(dictionary.value(), entry.getValue(), path.key(key));
            if (value != null) {
                result.set(key, value);
            }
        }
        return result;
    }

    private @Nullable JsonNode items(Schema.Items items, @Nullable JsonNode raw, Path path) {
        if (!(raw instanceof ArrayNode given)) {
            return wrongType("array", raw, path);
        }
        if (given.size() < items.min()) {
            issues.add(new Issue.TooSmall(path, "array", items.min(), given.size()));
        }
        if (given.size() > items.max()) {
            issues.add(new Issue.TooBig(path, "array", items.max(), given.size()));
            return raw;
        }
        ArrayNode result = JsonNodeFactory.instance.arrayNode(given.size());
        for (int i = 0; i < given.size(); i++) {
            JsonNode value = read(items.item(), given.get(i), path.index(i));
            if (value != null) {
                result.add(value);
            }
        }
        return result;
    }

    private @Nullable JsonNode union(Schema.Union union, @Nullable JsonNode raw, Path path) {
        List<List<Issue>> failures = new ArrayList<>();
        for (Schema alternative : union.alternatives()) {
            Parsed parsed = parse(alternative, raw);
            if (parsed.fits()) {
                return parsed.value();
            }
            failures.add(parsed.issues());
        }
        List<List<Issue>> byKeysOnly =
                failures.stream()
                        .filter(list ->
                                list.stream().allMatch(Issue.UnrecognizedKeys.class::isInstance))
                        .toList();
        if (byKeysOnly.size() == 1) {
            byKeysOnly.getFirst().forEach(issue -> issues.add(issue.under(path)));
        } else {
            issues.add(new Issue.InvalidUnion(path, failures, "", union.message()));
        }
        return raw;
    }

    private @Nullable JsonNode discriminated(
            Schema.Discriminated discriminated, @Nullable JsonNode raw, Path path) {
        if (!(raw instanceof ObjectNode given)) {
            return wrongType("object", raw, path);
        }
        JsonNode name = given.get(discriminated.discriminator());
        Schema alternative =
                name != null && name.isString()
                        ? discriminated.alternatives().get(name.stringValue())
                        : null;
        if (alternative == null) {
            issues.add(
                    new Issue.InvalidUnion(
                            path.key(discriminated.discriminator()),
                            List.of(),
                            discriminated.discriminator()));
            return raw;
        }
        return read(alternative, raw, path);
    }

    private @Nullable JsonNode jsonText(Schema inner, @Nullable JsonNode raw, Path path) {
        if (raw == null || !raw.isString()) {
            return read(inner, raw, path);
        }
        if (raw.stringValue().isBlank()) {
            issues.add(new Issue.Custom(path, JsonTextErrors.END));
            return raw;
        }
        try {
            return read(inner, Json.read(raw.stringValue()), path);
        } catch (JacksonException e) {
            issues.add(new Issue.Custom(path, JsonTextErrors.describe(raw.stringValue(), e)));
            return raw;
        }
    }

    private @Nullable JsonNode refined(
            Schema inner, Refinement check, @Nullable JsonNode raw, Path path) {
        int before = issues.size();
        JsonNode value = read(inner, raw, path);
        if (value != null && issues.size() == before) {
            check.violations(value)
                    .forEach(v -> issues.add(new Issue.Custom(path.then(v.path()), v.message())));
        }
        return value;
    }

    /** As JavaScript has it: what no double can hold is infinite, where the node would throw. */
    private static double magnitude(JsonNode number) {
        return number.numberValue().doubleValue();
    }

    private @Nullable JsonNode wrongType(String expected, @Nullable JsonNode raw, Path path) {
        issues.add(new Issue.InvalidType(path, expected, typeName(raw)));
        return raw;
    }

    static String typeName(@Nullable JsonNode raw) {
        if (raw == null || raw.isMissingNode()) {
            return "undefined";
        }
        return switch (raw.getNodeType()) {
            case NULL -> "null";
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case ARRAY -> "array";
            case NUMBER -> Double.isNaN(magnitude(raw)) ? "NaN" : "number";
            default -> "object";
        };
    }
}
