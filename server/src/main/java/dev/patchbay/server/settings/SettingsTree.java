package dev.patchbay.server.settings;

import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** Expands dotted keys and lays one tree over another (contract/settings.md, section 1). */
final class SettingsTree {

    private SettingsTree() {}

    /**
     * A copy with every dotted key expanded, also inside of lists. What is written later in the
     * mapping wins.
     *
     * @param origin for refusals
     */
    static ObjectNode expand(String origin, ObjectNode written) throws RefusedException {
        return object(origin, written, 0);
    }

    private static JsonNode node(String origin, JsonNode written, int depth)
            throws RefusedException {
        if (depth > YamlReader.DEEPEST) {
            throw RefusedException.invalid(
                    "cannot read "
                            + origin
                            + ": keys nest deeper than "
                            + YamlReader.DEEPEST
                            + " levels");
        }
        return switch (written) {
            case ObjectNode object -> object(origin, object, depth);
            case ArrayNode list -> {
                ArrayNode expanded = Json.array();
                for (JsonNode item : list) {
                    expanded.add(node(origin, item, depth + 1));
                }
                yield expanded;
            }
            default -> written;
        };
    }

    private static ObjectNode object(String origin, ObjectNode written, int depth)
            throws RefusedException {
        ObjectNode expanded = Json.object();
        for (var entry : written.properties()) {
            List<String> steps = Keys.steps(entry.getKey());
            JsonNode value = node(origin, entry.getValue(), depth + steps.size());
            lay(expanded, steps, value);
        }
        return expanded;
    }

    /** Puts a value at a path; objects on the way are made or replace what is none. */
    static void lay(ObjectNode target, List<String> steps, JsonNode value) {
        ObjectNode at = target;
        for (String step : steps.subList(0, steps.size() - 1)) {
            at = at.get(step) instanceof ObjectNode inner ? inner : at.putObject(step);
        }
        String last = steps.getLast();
        if (value instanceof ObjectNode more && at.get(last) instanceof ObjectNode there) {
            merge(there, more);
        } else {
            at.set(last, value);
        }
    }

    /** Objects merge key by key; lists and scalars replace. */
    static void merge(ObjectNode target, ObjectNode over) {
        over.properties().forEach(entry -> lay(target, List.of(entry.getKey()), entry.getValue()));
    }
}
