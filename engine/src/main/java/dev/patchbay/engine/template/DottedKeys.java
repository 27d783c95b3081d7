package dev.patchbay.engine.template;

import dev.patchbay.sdk.json.Json;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Adds nested objects for keys with dots, at every depth; the keys themselves stay (templating.md,
 * section 3.2). What is given is not changed, and parts of it are shared.
 */
final class DottedKeys {

    /** Deeper values, and keys with more parts, are left as they are. */
    private static final int DEEPEST = 128;

    /** Objects that this expansion made itself and may therefore write to. */
    private final Set<JsonNode> own = Collections.newSetFromMap(new IdentityHashMap<>());

    private DottedKeys() {}

    static ObjectNode expand(ObjectNode variables) {
        return new DottedKeys().object(variables, 0);
    }

    private JsonNode value(JsonNode value, int depth) {
        if (depth < DEEPEST && value instanceof ObjectNode object) {
            return object(object, depth + 1);
        }
        if (depth < DEEPEST && value instanceof ArrayNode array) {
            ArrayNode copy = Json.array();
            array.forEach(element -> copy.add(value(element, depth + 1)));
            return copy;
        }
        return value;
    }

    private ObjectNode object(ObjectNode object, int depth) {
        ObjectNode expanded = Json.object();
        own.add(expanded);
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            expanded.set(member.getKey(), value(member.getValue(), depth));
        }
        for (String key : object.propertyNames()) {
            if (key.indexOf('.') >= 0) {
                JsonNode value = expanded.get(key);
                List<String> path = List.of(key.split("\\.", -1));
                if (path.size() <= DEEPEST && !path.contains("__proto__")) {
                    put(expanded, path, value);
                }
            }
        }
        return expanded;
    }

    private void put(ObjectNode root, List<String> path, JsonNode value) {
        ObjectNode holder = root;
        for (String key : path.subList(0, path.size() - 1)) {
            JsonNode present = holder.get(key);
            if (present instanceof ArrayNode) {
                // An index into a list that is there: the list stays what it is.
                return;
            }
            ObjectNode inner = writable(present);
            holder.set(key, inner);
            holder = inner;
        }
        holder.set(path.getLast(), value);
        // It now has two places; a later key that writes into one must not be seen at the other.
        own.remove(value);
    }

    /** The object itself when it may be written to, a copy of it, or a new one. */
    private ObjectNode writable(@Nullable JsonNode present) {
        if (present instanceof ObjectNode object && own.contains(object)) {
            return object;
        }
        ObjectNode made = Json.object();
        if (present instanceof ObjectNode object) {
            made.setAll(object);
        }
        own.add(made);
        return made;
    }
}
