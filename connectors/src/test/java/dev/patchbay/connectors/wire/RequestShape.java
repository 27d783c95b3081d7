package dev.patchbay.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of a request must not hang on a text that somebody inserts.
 *
 * @param segments of the path
 * @param query names of the parameters
 * @param headers names
 * @param body names of a form's fields; of JSON the names and kinds of values; else nothing
 */
record RequestShape(
        String method, int segments, Set<String> query, Set<String> headers, String body) {

    static RequestShape of(Target.Request request) {
        String[] line = request.line().split(" ", 2);
        String[] target = line[1].split("\\?", 2);
        assertThat(line[1]).matches("[!-~]*").doesNotContain("#");
        Set<String> headers = new TreeSet<>(request.headers().keySet());
        headers.remove("content-length");
        return new RequestShape(
                line[0],
                target[0].split("/", -1).length,
                target.length < 2 ? Set.of() : names(target[1]),
                headers,
                body(request.headers().getOrDefault("content-type", ""), request.body()));
    }

    private static Set<String> names(String pairs) {
        return Stream.of(pairs.split("&"))
                .map(pair -> pair.split("=", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String body(String contentType, String body) {
        return switch (contentType) {
            case "application/x-www-form-urlencoded" -> names(body).toString();
            case "application/json" -> skeleton(Json.read(body));
            default -> "";
        };
    }

    private static String skeleton(JsonNode node) {
        return switch (node) {
            case ObjectNode object ->
                    object.properties().stream()
                            .map(entry -> entry.getKey() + ":" + skeleton(entry.getValue()))
                            .toList()
                            .toString();
            case ArrayNode array ->
                    array.valueStream().map(RequestShape::skeleton).toList().toString();
            default -> node.getNodeType().toString();
        };
    }
}
