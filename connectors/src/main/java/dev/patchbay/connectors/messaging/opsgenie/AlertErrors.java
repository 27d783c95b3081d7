package dev.patchbay.connectors.messaging.opsgenie;

import dev.patchbay.connectors.shared.HttpTexts;
import dev.patchbay.connectors.shared.subaction.RemoteErrors;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;

/** The answer's {@code message}, else the client's words, then the answer's {@code errors}. */
final class AlertErrors implements RemoteErrors {

    @Override
    public String text(HttpReply reply) {
        JsonNode answer = reply.data();
        String message = answer.path("message").asString("");
        String main = message.isEmpty() ? HttpTexts.clientError(reply) : message;
        JsonNode errors = answer.path("errors");
        return errors.isMissingNode() || errors.isNull() ? main : main + ": " + Json.write(errors);
    }

    @Override
    public String text(HttpFailure failure) {
        return failure.message();
    }
}
