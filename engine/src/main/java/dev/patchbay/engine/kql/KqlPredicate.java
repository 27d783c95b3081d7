package dev.patchbay.engine.kql;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A query as a predicate over JSON documents: what the query means. A field of a list is all of its
 * values, one of which has to fit. Immutable; thread-safe.
 */
public final class KqlPredicate {

    private KqlPredicate() {}

    /**
     * Compiles a query.
     *
     * @param now of relative times
     */
    public static Predicate<JsonNode> of(Kql query, KqlFields fields, Instant now) {
        return switch (query) {
            case Kql.All _ -> _ -> true;
            case Kql.And(List<Kql> parts) -> {
                List<Predicate<JsonNode>> all = all(parts, fields, now);
                yield document -> all.stream().allMatch(part -> part.test(document));
            }
            case Kql.Or(List<Kql> parts) -> {
                List<Predicate<JsonNode>> all = all(parts, fields, now);
                yield document -> all.stream().anyMatch(part -> part.test(document));
            }
            case Kql.Not(Kql part) -> of(part, fields, now).negate();
            case Kql.Is(KqlText field, KqlText value) ->
                    some(matching(field, fields), fields, value, now);
            case Kql.Anywhere(KqlText value) ->
                    some(List.copyOf(fields.names()), fields, value, now);
            case Kql.Range(String field, Kql.Comparison comparison, String bound) ->
                    fields.type(field)
                            .map(type -> KqlValues.range(type, comparison, bound, now))
                            .map(test -> has(field, test))
                            .orElse(_ -> false);
            case Kql.Nested(String field, Kql part) -> {
                Predicate<JsonNode> inner = of(part, fields.below(field), now);
                String[] path = field.split("\\.", -1);
                yield document -> anyElement(document, path, inner);
            }
        };
    }

    private static List<Predicate<JsonNode>> all(List<Kql> parts, KqlFields fields, Instant now) {
        return parts.stream().map(part -> of(part, fields, now)).toList();
    }

    private static List<String> matching(KqlText field, KqlFields fields) {
        return field.wildcard()
                ? fields.names().stream().filter(field::matches).toList()
                : List.of(field.text());
    }

    private static Predicate<JsonNode> some(
            List<String> names, KqlFields fields, KqlText value, Instant now) {
        List<Predicate<JsonNode>> tests = new ArrayList<>();
        for (String name : names) {
            fields.type(name)
                    .ifPresent(type -> tests.add(has(name, KqlValues.equal(type, value, now))));
        }
        return document -> tests.stream().anyMatch(test -> test.test(document));
    }

    private static Predicate<JsonNode> has(String field, Predicate<JsonNode> value) {
        String[] path = field.split("\\.", -1);
        return document -> anyValue(document, path, 0, value);
    }

    private static boolean anyValue(
            JsonNode node, String[] path, int from, Predicate<JsonNode> value) {
        if (node.isArray()) {
            for (JsonNode element : node) {
                if (anyValue(element, path, from, value)) {
                    return true;
                }
            }
            return false;
        }
        if (from == path.length) {
            return node.isValueNode() && !node.isNull() && value.test(node);
        }
        JsonNode child = node.get(path[from]);
        return child != null && anyValue(child, path, from + 1, value);
    }

    private static boolean anyElement(JsonNode document, String[] path, Predicate<JsonNode> inner) {
        JsonNode node = document;
        for (String name : path) {
            node = node.path(name);
        }
        if (!node.isArray()) {
            return node.isObject() && inner.test(node);
        }
        for (JsonNode element : node) {
            if (inner.test(element)) {
                return true;
            }
        }
        return false;
    }
}
