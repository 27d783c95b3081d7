package dev.patchbay.engine.template.variables;

import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;

/**
 * An alert document as templates see it: {@code _id}, {@code _index}, and the source with every key
 * that has dots replaced by nested objects (templating.md, section 6.3).
 */
public final class AlertDocument {

    /** Deeper values, and keys with more parts, are left as they are. */
    private static final int DEEPEST = 128;

    private AlertDocument() {}

    /** The document; {@code source} is not changed. */
    public static ObjectNode of(String id, String index, ObjectNode source) {
        ObjectNode document = Json.object().put("_id", id).put("_index", index);
        merge(document, nested(source, 0));
        return document;
    }

    private static ObjectNode nested(ObjectNode source, int depth) {
        ObjectNode nested = Json.object();
        for (Map.Entry<String, JsonNode> member : source.properties()) {
            JsonNode value = value(member.getValue(), depth + 1);
            List<String> path = List.of(member.getKey().split("\\.", -1));
            if (path.size() > DEEPEST || path.contains("__proto__")) {
                nested.set(member.getKey(), value);
            } else {
                ObjectNode holder = nested;
                for (String key : path.subList(0, path.size() - 1)) {
                    holder = inner(holder, key);
                }
                put(holder, path.getLast(), value);
            }
        }
        return nested;
    }

    private static JsonNode value(JsonNode value, int depth) {
        if (depth < DEEPEST && value instanceof ObjectNode object) {
            return nested(object, depth);
        }
        if (depth < DEEPEST && value instanceof ArrayNode array) {
            ArrayNode copy = Json.array();
            array.forEach(element -> copy.add(value(element, depth + 1)));
            return copy;
        }
        return value.deepCopy();
    }

    private static ObjectNode inner(ObjectNode holder, String key) {
        if (holder.get(key) instanceof ObjectNode object) {
            return object;
        }
        ObjectNode made = Json.object();
        holder.set(key, made);
        return made;
    }

    private static void put(ObjectNode holder, String key, JsonNode value) {
        if (value instanceof ObjectNode object && holder.get(key) instanceof ObjectNode present) {
            merge(present, object);
        } else {
            holder.set(key, value);
        }
    }

    private static void merge(ObjectNode into, ObjectNode from) {
        from.properties().forEach(member -> put(into, member.getKey(), member.getValue()));
    }
}
