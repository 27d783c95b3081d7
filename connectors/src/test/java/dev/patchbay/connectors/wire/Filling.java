package dev.patchbay.connectors.wire;

import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a case file leaves open.
 *
 * @param target for {@code ${target}}
 * @param closed for {@code ${closed}}: an address where nobody listens
 */
record Filling(String target, String closed) {

    private static final Pattern REPEATED = Pattern.compile("\\$\\{(\\w)\\*(\\d+)}");

    String filled(String text) {
        return REPEATED.matcher(text)
                .replaceAll(found -> found.group(1).repeat(Integer.parseInt(found.group(2))))
                .replace("${target}", target)
                .replace("${closed}", closed)
                .replace("${closedPort}", closed.substring(closed.lastIndexOf(':') + 1));
    }

    Map<String, String> filled(Map<String, String> texts) {
        Map<String, String> all = new LinkedHashMap<>();
        texts.forEach((name, text) -> all.put(name, filled(text)));
        return all;
    }

    JsonNode filled(JsonNode value) {
        return Json.read(filled(Json.write(value)));
    }
}
