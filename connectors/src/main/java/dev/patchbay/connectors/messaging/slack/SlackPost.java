package dev.patchbay.connectors.messaging.slack;

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
import dev.patchbay.sdk.time.Clock;

import java.util.regex.Pattern;

/** One message. */
final class SlackPost {

    private static final String OK = "ok";

    /** How Slack says no: {@code channel_is_archived} (its page, "Handling errors"). */
    private static final Pattern REFUSAL = Pattern.compile("[a-z]+(_[a-z]+)+");

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    private SlackPost() {}

    static Outcome attempt(Invocation invocation) {
        String url = invocation.secrets(SlackSecrets.class).webhookUrl().reveal();
        SecretUrls.hide(url, invocation.secretValues());
        String message = invocation.params(SlackParams.class).message();
        HttpCall call =
                Bodies.json(
                        HttpCall.of("POST", url).withRedirects(0),
                        Json.object().put("text", message));
        return switch (invocation.http().send(call)) {
            case HttpReply reply -> outcome(reply, invocation.clock());
            case HttpFailure failure ->
                    HttpFacts.of(failure, SlackTexts.NOT_POSTED)
                            .withServiceMessage(SlackTexts.requestError(failure.message()));
        };
    }

    private static Outcome outcome(HttpReply reply, Clock clock) {
        if (reply.ok()) {
            return accepted(reply, clock);
        }
        return switch (reply.status()) {
            // Kibana's shared list of statuses that the user is to blame for, less 429.
            case 401, 402, 403, 407, 409, 412, 413, 417, 422, 423, 451 ->
                    HttpFacts.thrown(reply, clock, HttpTexts.clientError(reply));
            default ->
                    reply.status() == TOO_MANY_REQUESTS || reply.status() >= SERVER_ERRORS
                            ? HttpFacts.later(reply, clock, SlackTexts.NOT_NOW)
                                    .withServiceMessage(SlackTexts.protocolError(reply))
                            : HttpFacts.of(reply, clock, SlackTexts.unexpected(reply));
        };
    }

    private static Outcome accepted(HttpReply reply, Clock clock) {
        String text = reply.text();
        if (text.equals(OK)) {
            return Outcome.ok(Json.object().put("text", OK));
        }
        if (text.isEmpty()) {
            return HttpFacts.of(reply, clock, SlackTexts.EMPTY);
        }
        Failed failed = HttpFacts.of(reply, clock, SlackTexts.NOT_POSTED).withServiceMessage(text);
        return REFUSAL.matcher(text).matches() ? failed.withEffect(Effect.NONE) : failed;
    }
}
