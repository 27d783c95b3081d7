package dev.patchbay.connectors.messaging.teams;

import dev.patchbay.connectors.shared.HttpFacts;
import dev.patchbay.connectors.shared.HttpTexts;
import dev.patchbay.connectors.shared.SecretUrls;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.http.Bodies;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.outcome.WireRetry;
import dev.patchbay.sdk.time.Clock;

import tools.jackson.databind.JsonNode;

/** One message. */
final class TeamsPost {

    private static final int SERVER_ERRORS = 500;

    private TeamsPost() {}

    static Outcome attempt(Invocation invocation) {
        String url = invocation.secrets(TeamsSecrets.class).webhookUrl().reveal();
        SecretUrls.hide(url, invocation.secretValues());
        String message = invocation.params(TeamsParams.class).message();
        JsonNode body = Json.object().put("text", message);
        return switch (invocation.http().send(Bodies.json(HttpCall.of("POST", url), body))) {
            case HttpFailure failure -> HttpFacts.of(failure, TeamsTexts.UNEXPECTED);
            case HttpReply reply when throttled(reply) ->
                    throttled(reply, invocation.clock(), message);
            case HttpReply reply when reply.ok() -> Outcome.ok(body);
            case HttpReply reply -> refused(reply, invocation.clock());
        };
    }

    private static boolean throttled(HttpReply reply) {
        JsonNode answer = reply.data();
        return reply.ok()
                && answer.isString()
                && answer.stringValue().contains(TeamsTexts.THROTTLED);
    }

    /** Kibana answers the user's own text as the remote detail when a time is named. */
    private static Failed throttled(HttpReply reply, Clock clock, String message) {
        Failed failed =
                HttpFacts.of(reply, clock, TeamsTexts.NOT_NOW + ", retry later")
                        .withReason(Reason.RATE_LIMITED)
                        .withEffect(Effect.NONE)
                        .withWireRetry(WireRetry.YES);
        if (failed.retryAfter().isEmpty()) {
            return failed;
        }
        WireRetry.At at = new WireRetry.At(failed.retryAfter().get());
        return failed.withMessage(TeamsTexts.NOT_NOW + ", retry at " + at.text())
                .withServiceMessage(message)
                .withWireRetry(at);
    }

    private static Failed refused(HttpReply reply, Clock clock) {
        return reply.status() >= SERVER_ERRORS
                ? HttpFacts.of(reply, clock, TeamsTexts.NOT_NOW + ", retry later")
                        .withWireRetry(WireRetry.YES)
                : HttpFacts.of(reply, clock, TeamsTexts.INVALID_RESPONSE)
                        .withServiceMessage(HttpTexts.status(reply));
    }
}
