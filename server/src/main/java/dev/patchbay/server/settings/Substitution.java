package dev.patchbay.server.settings;

import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ${VAR}} and {@code ${VAR:default}} in string values, not recursively. */
final class Substitution {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+)(?::(\\w*))?}");

    private final Map<String, String> environment;

    Substitution(Map<String, String> environment) {
        this.environment = environment;
    }

    /** A copy with every string value replaced; keys stay. */
    ObjectNode in(ObjectNode object) throws RefusedException {
        ObjectNode replaced = Json.object();
        for (var entry : object.properties()) {
            replaced.set(entry.getKey(), node(entry.getValue()));
        }
        return replaced;
    }

    private JsonNode node(JsonNode node) throws RefusedException {
        return switch (node) {
            case ObjectNode object -> in(object);
            case ArrayNode list -> {
                ArrayNode replaced = Json.array();
                for (JsonNode item : list) {
                    replaced.add(node(item));
                }
                yield replaced;
            }
            case StringNode text when text.stringValue().contains("${") ->
                    StringNode.valueOf(text(text.stringValue()));
            default -> node;
        };
    }

    private String text(String text) throws RefusedException {
        Matcher matcher = REFERENCE.matcher(text);
        StringBuilder replaced = new StringBuilder();
        while (matcher.find()) {
            String name = matcher.group(1);
            String value = environment.get(name);
            if (value == null) {
                value = matcher.group(2);
            }
            if (value == null) {
                throw RefusedException.invalid(
                        "Unknown environment variable referenced in config : " + name);
            }
            matcher.appendReplacement(replaced, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(replaced).toString();
    }
}
