package dev.patchbay.connectors.webhook.webhook;

import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;

/** What {@code .webhook} says (contract/connectors-messaging-webhook.md, section 6.4). */
final class WebhookTexts {

    static final String CONFIGURATION = "error validation webhook action config: ";
    static final String NOT_NOW = "error calling webhook";
    static final String INVALID_RESPONSE = "error calling webhook, invalid response";
    static final String REQUEST_FAILED = "error calling webhook, request failed";

    private WebhookTexts() {}

    /** Status, and the {@code message} of a JSON answer when JavaScript takes it for true. */
    static String answer(HttpReply reply) {
        String text = "[" + reply.status() + "] " + reply.reasonPhrase();
        JsonNode message = reply.data().path("message");
        return truthy(message)
                ? text + ": " + (message.isString() ? message.stringValue() : Json.write(message))
                : text;
    }

    static String failure(HttpFailure failure) {
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
