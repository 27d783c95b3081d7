package dev.patchbay.connectors.shared;

import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.TreeSet;

/** JSON text with the keys of each object in order, as error texts carry answers. Stateless. */
public final class SortedJson {

    private SortedJson() {}

    /** Compact text. */
    public static String text(JsonNode value) {
        return Json.write(sorted(value));
    }

    private static JsonNode sorted(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> {
                ObjectNode result = Json.object();
                new TreeSet<>(object.propertyNames())
                        .forEach(name -> result.set(name, sorted(object.get(name))));
                yield result;
            }
            case ArrayNode array -> {
                ArrayNode result = Json.array();
                array.forEach(item -> result.add(sorted(item)));
                yield result;
            }
            default -> value;
        };
    }
}
