package dev.patchbay.connectors.spec;

import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.StringNode;

import java.util.Optional;
import java.util.stream.Collectors;

/** What placeholders stand for in one attempt. */
record Values(Invocation invocation, Optional<HttpReply> reply, JsonNode body) {

    static Values of(Invocation invocation) {
        return new Values(invocation, Optional.empty(), MissingNode.getInstance());
    }

    /** With an answer, read once. */
    Values with(HttpReply answer) {
        return new Values(invocation, Optional.of(answer), answer.data());
    }

    /** The value; a missing node when there is none. */
    JsonNode of(Ref ref) {
        return switch (ref.root()) {
            case "config" -> below(invocation.config(), ref);
            case "secrets" -> below(invocation.secrets(), ref);
            case "params" -> below(invocation.params(), ref);
            case "response" -> below(body, ref);
            case "delivery" -> text(invocation.deliveryId());
            case "connector" ->
                    StringNode.valueOf(
                            ref.names().contains("id")
                                    ? invocation.connector().id()
                                    : invocation.connector().name());
            case "header" ->
                    text(reply.flatMap(one -> one.headers().first(String.join(".", ref.names()))));
            case "status" ->
                    reply.<JsonNode>map(one -> IntNode.valueOf(one.status()))
                            .orElseGet(MissingNode::getInstance);
            default -> MissingNode.getInstance();
        };
    }

    static boolean present(JsonNode value) {
        return !value.isMissingNode() && !value.isNull();
    }

    /** As text: lists with commas, objects as JSON. */
    static String text(JsonNode value) {
        return switch (value.getNodeType()) {
            case MISSING, NULL -> "";
            case ARRAY -> value.valueStream().map(Values::text).collect(Collectors.joining(","));
            case OBJECT, BINARY, POJO -> Json.write(value);
            case STRING, NUMBER, BOOLEAN -> value.asString();
        };
    }

    private static JsonNode text(Optional<String> value) {
        return value.<JsonNode>map(StringNode::valueOf).orElseGet(MissingNode::getInstance);
    }

    private static JsonNode below(JsonNode root, Ref ref) {
        JsonNode value = root;
        for (String name : ref.names()) {
            value =
                    value.isArray() && name.matches("\\d{1,6}")
                            ? value.path(Integer.parseInt(name))
                            : value.path(name);
        }
        return value;
    }
}
