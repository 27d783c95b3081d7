package dev.patchbay.connectors.shared;

import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;

/** What several types say of an answer, or of none. Stateless. */
public final class HttpTexts {

    private HttpTexts() {}

    /** {@code [503] Service Unavailable}. */
    public static String status(HttpReply reply) {
        return "[" + reply.status() + "] " + reply.reasonPhrase();
    }

    /** Status, and the {@code message} of a JSON answer when JavaScript takes it for true. */
    public static String answer(HttpReply reply) {
        JsonNode message = reply.data().path("message");
        return truthy(message)
                ? status(reply)
                        + ": "
                        + (message.isString() ? message.stringValue() : Json.write(message))
                : status(reply);
    }

    /** Of Kibana's HTTP client: {@code Request failed with status code 422}. */
    public static String clientError(HttpReply reply) {
        return "Request failed with status code " + reply.status();
    }

    /** {@code [ECONNREFUSED] connect ECONNREFUSED 127.0.0.1:9}. */
    public static String failure(HttpFailure failure) {
        return failure.code().map(code -> "[" + code + "] ").orElse("") + failure.message();
    }

    private static boolean truthy(JsonNode value) {
        return switch (value.getNodeType()) {
            case MISSING, NULL -> false;
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> value.doubleValue() != 0;
            case STRING -> !value.stringValue().isEmpty();
            case ARRAY, OBJECT, BINARY, POJO -> true;
        };
    }
}
