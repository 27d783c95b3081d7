package dev.patchbay.connectors.webhook.torq;

import dev.patchbay.connectors.shared.HttpFacts;
import dev.patchbay.connectors.shared.HttpTexts;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.http.Bodies;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.schema.JsonTextErrors;
import dev.patchbay.sdk.time.Clock;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

import java.util.Optional;

/** One start of a workflow. */
final class TorqTrigger {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    private TorqTrigger() {}

    static Outcome attempt(Invocation invocation) {
        String body = invocation.params(TorqParams.class).body();
        Optional<String> notJson = body.isEmpty() ? Optional.empty() : JsonTextErrors.of(body);
        if (notJson.isPresent()) {
            return Failed.of(Reason.CONFIGURATION, TorqTexts.INVALID_BODY)
                    .withServiceMessage(notJson.get());
        }
        HttpCall call =
                HttpCall.of("POST", invocation.config(TorqConfig.class).webhookIntegrationUrl())
                        .withHeader(
                                "X-Torq-Token",
                                invocation.secrets(TorqSecrets.class).token().reveal())
                        .withHeader("Content-Type", "application/json");
        return switch (invocation.http().send(withBody(call, body))) {
            case HttpReply reply ->
                    reply.ok()
                            ? Outcome.ok(StringNode.valueOf(body))
                            : refused(reply, invocation.clock());
            case HttpFailure failure -> failed(failure);
        };
    }

    /** What JavaScript takes for nothing is not sent; a JSON string is a text body. */
    private static HttpCall withBody(HttpCall call, String body) {
        if (body.isEmpty()) {
            return call;
        }
        JsonNode value = Json.read(body);
        if (value.isNull()) {
            return call;
        }
        return value.isString() ? Bodies.text(call, value.stringValue()) : Bodies.json(call, value);
    }

    private static Failed refused(HttpReply reply, Clock clock) {
        int status = reply.status();
        Failed failed =
                status == TOO_MANY_REQUESTS || status >= SERVER_ERRORS
                        ? HttpFacts.later(reply, clock, TorqTexts.NOT_NOW)
                        : HttpFacts.of(reply, clock, TorqTexts.refused(status));
        return failed.withServiceMessage(HttpTexts.answer(reply));
    }

    private static Failed failed(HttpFailure failure) {
        return failure.code().isPresent()
                ? HttpFacts.of(failure, TorqTexts.REQUEST_FAILED)
                        .withServiceMessage(HttpTexts.failure(failure))
                : HttpFacts.of(failure, TorqTexts.UNEXPECTED);
    }
}
