package dev.patchbay.connectors.wire;

import dev.patchbay.sdk.http.Headers;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.json.Json;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A mistake that a connector could make in a request; a request may have no place for it. */
enum Sabotage {
    WRONG_METHOD(call -> method(call, call.method().equals("POST") ? "PUT" : "POST")),
    LONGER_PATH(call -> url(call, path(call) + "/more" + query(call))),
    DOUBLED_SLASH(call -> url(call, path(call).replaceFirst("(?<=[^/:])/", "//") + query(call))),
    ADDED_QUERY(call -> url(call, call.url() + (query(call).isEmpty() ? "?" : "&") + "extra=1")),
    DROPPED_QUERY(call -> url(call, path(call))),
    WRONG_CONTENT_TYPE(call -> header(call, "Content-Type", _ -> "text/plain")),
    NO_CONTENT_TYPE(call -> call.withHeaders(call.headers().without("Content-Type"))),
    WRONG_CREDENTIALS(Sabotage::wrongCredentials),
    NO_CREDENTIALS(Sabotage::noCredentials),
    NO_BODY(Sabotage::noBody),
    TRUNCATED_BODY(call -> bytes(call, body -> Arrays.copyOf(body, body.length - 1))),
    OTHER_ENCODING(call -> text(call, text -> text.getBytes(StandardCharsets.UTF_16))),
    BYTE_ORDER_MARK(call -> text(call, text -> utf8("\uFEFF" + text))),
    ESCAPED_TWICE(call -> text(call, text -> utf8(Json.write(StringNode.valueOf(text))))),
    INDENTED(call -> json(call, node -> utf8(node.toPrettyString()))),
    MISSING_FIELD(call -> object(call, Sabotage::withoutLast)),
    ADDED_FIELD(call -> object(call, object -> object.put("extra", true))),
    RENAMED_FIELD(call -> object(call, Sabotage::renamed)),
    REVERSED_FIELDS(call -> json(call, node -> Json.writeBytes(reversed(node)))),
    OTHER_VALUE_TYPE(call -> object(call, Sabotage::listed)),
    SHORTENED_TEXT(call -> json(call, node -> Json.writeBytes(shortened(node)))),
    SENT_TWICE(UnaryOperator.identity());

    private static final Set<String> NO_CREDENTIAL = Set.of("content-type", "accept");

    private final UnaryOperator<HttpCall> change;

    Sabotage(UnaryOperator<HttpCall> change) {
        this.change = change;
    }

    /** The request as it should not be; the same one where it has no place for the mistake. */
    HttpCall spoil(HttpCall call) {
        return change.apply(call);
    }

    /** Whether it needs credentials that the connector sends. */
    boolean aboutCredentials() {
        return this == WRONG_CREDENTIALS || this == NO_CREDENTIALS;
    }

    /** As it stands in the table. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static HttpCall method(HttpCall call, String method) {
        return new HttpCall(
                method,
                call.url(),
                call.headers(),
                call.body(),
                call.tls(),
                call.timeout(),
                call.redirects(),
                call.handshake());
    }

    private static HttpCall url(HttpCall call, String url) {
        return new HttpCall(
                call.method(),
                url,
                call.headers(),
                call.body(),
                call.tls(),
                call.timeout(),
                call.redirects(),
                call.handshake());
    }

    private static String path(HttpCall call) {
        return call.url().split("\\?", 2)[0];
    }

    private static String query(HttpCall call) {
        return call.url().substring(path(call).length());
    }

    private static HttpCall header(HttpCall call, String name, UnaryOperator<String> value) {
        return call.headers()
                .first(name)
                .map(old -> call.withHeader(name, value.apply(old)))
                .orElse(call);
    }

    /** Headers of its own carry them, else the URL does. */
    private static List<String> credentials(HttpCall call) {
        return call.headers().fields().stream()
                .map(Headers.Field::name)
                .filter(name -> !NO_CREDENTIAL.contains(name.toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static HttpCall wrongCredentials(HttpCall call) {
        HttpCall spoiled = call;
        for (String name : credentials(call)) {
            spoiled = header(spoiled, name, value -> value + "x");
        }
        return spoiled == call ? url(call, call.url() + "x") : spoiled;
    }

    private static HttpCall noCredentials(HttpCall call) {
        Headers headers = call.headers();
        for (String name : credentials(call)) {
            headers = headers.without(name);
        }
        return headers == call.headers()
                ? url(call, path(call).replaceFirst("/[^/]*$", "") + query(call))
                : call.withHeaders(headers);
    }

    private static HttpCall noBody(HttpCall call) {
        return bytes(call, _ -> new byte[0]);
    }

    private static HttpCall bytes(HttpCall call, UnaryOperator<byte[]> change) {
        return call.body()
                .filter(body -> body.length > 0)
                .map(body -> call.withBody(change.apply(body)))
                .orElse(call);
    }

    private static HttpCall text(HttpCall call, Function<String, byte[]> change) {
        return bytes(call, body -> change.apply(new String(body, StandardCharsets.UTF_8)));
    }

    /** The same in every line of a body that is one JSON text a line. */
    private static HttpCall json(HttpCall call, Function<JsonNode, byte[]> change) {
        UnaryOperator<byte[]> one =
                body -> {
                    try {
                        return change.apply(Json.read(body));
                    } catch (JacksonException e) {
                        return body;
                    }
                };
        boolean lines = call.headers().first("Content-Type").orElse("").endsWith("/x-ndjson");
        return lines
                ? text(
                        call,
                        text ->
                                text.lines()
                                        .map(line -> one.apply(utf8(line)))
                                        .map(line -> new String(line, StandardCharsets.UTF_8))
                                        .collect(Collectors.joining("\n", "", "\n"))
                                        .getBytes(StandardCharsets.UTF_8))
                : bytes(call, one);
    }

    private static HttpCall object(HttpCall call, UnaryOperator<ObjectNode> change) {
        return json(
                call,
                node ->
                        Json.writeBytes(
                                node instanceof ObjectNode object && !object.isEmpty()
                                        ? change.apply(object)
                                        : node));
    }

    private static ObjectNode withoutLast(ObjectNode object) {
        object.remove(object.propertyNames().stream().toList().getLast());
        return object;
    }

    private static ObjectNode renamed(ObjectNode object) {
        ObjectNode result = Json.object();
        object.properties()
                .forEach(entry ->
                        result.set(
                                result.isEmpty() ? entry.getKey() + "_" : entry.getKey(),
                                entry.getValue()));
        return result;
    }

    private static ObjectNode listed(ObjectNode object) {
        Map.Entry<String, JsonNode> first = object.properties().iterator().next();
        ArrayNode list = object.arrayNode().add(first.getValue());
        object.set(first.getKey(), list);
        return object;
    }

    private static JsonNode reversed(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                List<Map.Entry<String, JsonNode>> all = new ArrayList<>(object.properties());
                Collections.reverse(all);
                ObjectNode result = Json.object();
                all.forEach(entry -> result.set(entry.getKey(), reversed(entry.getValue())));
                yield result;
            }
            case ArrayNode array -> {
                ArrayNode result = array.arrayNode();
                array.forEach(value -> result.insert(0, reversed(value)));
                yield result;
            }
            default -> node;
        };
    }

    private static JsonNode shortened(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode result = Json.object();
                object.properties()
                        .forEach(entry -> result.set(entry.getKey(), shortened(entry.getValue())));
                yield result;
            }
            case ArrayNode array -> {
                ArrayNode result = array.arrayNode();
                array.forEach(value -> result.add(shortened(value)));
                yield result;
            }
            case StringNode text when !text.asString().isEmpty() ->
                    StringNode.valueOf(text.asString().substring(0, text.asString().length() - 1));
            default -> node;
        };
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
