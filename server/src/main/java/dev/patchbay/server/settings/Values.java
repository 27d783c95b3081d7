package dev.patchbay.server.settings;

import dev.patchbay.sdk.secret.Secret;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Typed access to a section that its schema has validated; a name with dots goes down. What is read
 * without {@code Optional} has a default or is required there, so its absence is a bug.
 */
record Values(ObjectNode tree, FilePaths paths) {

    private @Nullable JsonNode find(String name) {
        JsonNode node = tree;
        for (String step : name.split("\\.", -1)) {
            node = node.get(step);
            if (node == null || node.isNull()) {
                return null;
            }
        }
        return node;
    }

    private <T> Optional<T> optional(String name, Function<JsonNode, T> read) {
        return Optional.ofNullable(find(name)).map(read);
    }

    private JsonNode required(String name) {
        JsonNode node = find(name);
        if (node == null) {
            throw new IllegalStateException("the schema gives no value to " + name);
        }
        return node;
    }

    boolean has(String name) {
        return find(name) != null;
    }

    String string(String name) {
        return required(name).stringValue();
    }

    Optional<String> maybeString(String name) {
        return optional(name, JsonNode::stringValue);
    }

    Optional<Secret> maybeSecret(String name) {
        return maybeString(name).map(Secret::new);
    }

    boolean bool(String name) {
        return required(name).booleanValue();
    }

    Optional<Boolean> maybeBool(String name) {
        return optional(name, JsonNode::booleanValue);
    }

    int integer(String name) {
        return toInt(required(name));
    }

    Optional<Integer> maybeInteger(String name) {
        return optional(name, Values::toInt);
    }

    long number(String name) {
        return toLong(required(name));
    }

    Optional<Long> maybeNumber(String name) {
        return optional(name, Values::toLong);
    }

    Optional<Double> maybeDecimal(String name) {
        return optional(name, node -> node.numberValue().doubleValue());
    }

    Duration duration(String name) {
        return Duration.ofMillis(number(name));
    }

    Optional<Duration> maybeDuration(String name) {
        return maybeNumber(name).map(Duration::ofMillis);
    }

    Path path(String name) {
        return paths.resolve(string(name));
    }

    Optional<Path> maybePath(String name) {
        return maybeString(name).map(paths::resolve);
    }

    /** The strings of a list; empty when it is absent. */
    List<String> strings(String name) {
        return maybeStrings(name).orElse(List.of());
    }

    Optional<List<String>> maybeStrings(String name) {
        return optional(name, Values::texts);
    }

    /** A list of strings that may be given as one string. */
    List<String> oneOrMore(String name) {
        return optional(name, node -> node.isString() ? List.of(node.stringValue()) : texts(node))
                .orElse(List.of());
    }

    /** The objects of a list; empty when it is absent. */
    List<Values> objects(String name) {
        JsonNode list = find(name);
        return list == null
                ? List.of()
                : list.valueStream().map(item -> new Values((ObjectNode) item, paths)).toList();
    }

    Optional<Values> maybeObject(String name) {
        return optional(name, node -> new Values((ObjectNode) node, paths));
    }

    /** An object of free shape. */
    ObjectNode object(String name) {
        return (ObjectNode) required(name);
    }

    /** The objects of a map in their order; empty when it is absent. */
    Map<String, Values> objectMap(String name) {
        return map(name, node -> new Values((ObjectNode) node, paths));
    }

    /** The strings of a map in their order; empty when it is absent. */
    Map<String, String> stringMap(String name) {
        return map(name, JsonNode::stringValue);
    }

    /** A constant whose name, in lower case and with hyphens, is the value. */
    <E extends Enum<E>> E constant(Class<E> type, String name) {
        return constantOf(type, string(name));
    }

    <E extends Enum<E>> Optional<E> maybeConstant(Class<E> type, String name) {
        return maybeString(name).map(value -> constantOf(type, value));
    }

    private <T> Map<String, T> map(String name, Function<JsonNode, T> read) {
        Map<String, T> map = new LinkedHashMap<>();
        JsonNode node = find(name);
        if (node != null) {
            node.properties()
                    .forEach(entry -> map.put(entry.getKey(), read.apply(entry.getValue())));
        }
        return java.util.Collections.unmodifiableMap(map);
    }

    private static <E extends Enum<E>> E constantOf(Class<E> type, String value) {
        return Enum.valueOf(type, value.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::stringValue).toList();
    }

    /** Saturates: the schema bounds what may not be clipped. */
    private static long toLong(JsonNode node) {
        return (long) node.numberValue().doubleValue();
    }

    private static int toInt(JsonNode node) {
        return (int) node.numberValue().doubleValue();
    }
}
