package dev.patchbay.connectors.messaging.slackapi;

import dev.patchbay.connectors.shared.HttpFacts;
import dev.patchbay.connectors.shared.HttpTexts;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.http.HttpResult;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.outcome.WireRetry;
import dev.patchbay.sdk.time.Clock;

import tools.jackson.databind.JsonNode;

/** What Slack's answer means: it says no with a 200, too. */
final class SlackApiAnswer {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    private SlackApiAnswer() {}

    static Outcome outcome(HttpResult result, Clock clock) {
        return switch (result) {
            case HttpFailure failure ->
                    HttpFacts.of(failure, SlackApiTexts.NOT_POSTED)
                            .withServiceMessage(failure.message());
            case HttpReply reply -> reply.ok() ? answered(reply, clock) : refused(reply, clock);
        };
    }

    private static Outcome answered(HttpReply reply, Clock clock) {
        if (reply.body().length == 0) {
            return HttpFacts.of(reply, clock, SlackApiTexts.EMPTY);
        }
        JsonNode answer = reply.data();
        if (answer.path("ok").asBoolean(false)) {
            return Outcome.ok(answer);
        }
        JsonNode error = answer.path("error");
        String code = error.isString() ? error.stringValue() : Json.write(error);
        Failed failed = HttpFacts.of(reply, clock, SlackApiTexts.NOT_POSTED);
        if (answer.path("ok").isBoolean()) {
            // Each answer of Slack's has it; any other is somebody else's.
            failed = failed.withReason(reason(code)).withEffect(effect(code));
        }
        return error.isMissingNode() ? failed : failed.withServiceMessage(code);
    }

    private static Failed refused(HttpReply reply, Clock clock) {
        int status = reply.status();
        if (status >= SERVER_ERRORS) {
            return HttpFacts.later(reply, clock, SlackApiTexts.NOT_NOW);
        }
        if (status != TOO_MANY_REQUESTS) {
            return HttpFacts.of(reply, clock, SlackApiTexts.unexpected(reply));
        }
        Failed later = HttpFacts.later(reply, clock, SlackApiTexts.NOT_NOW);
        return later.wireRetry() instanceof WireRetry.At
                ? later.withServiceMessage(HttpTexts.clientError(reply))
                : later;
    }

    /** Of Slack's error codes (docs.slack.dev/reference/methods/chat.postMessage, "Errors"). */
    private static Reason reason(String code) {
        return switch (code) {
            case "ratelimited", "rate_limited" -> Reason.RATE_LIMITED;
            case "invalid_auth",
                    "not_authed",
                    "account_inactive",
                    "token_revoked",
                    "token_expired",
                    "missing_scope",
                    "no_permission",
                    "access_denied" ->
                    Reason.AUTHENTICATION;
            case "channel_not_found" -> Reason.NOT_FOUND;
            case "internal_error", "fatal_error", "service_unavailable" -> Reason.SERVER_ERROR;
            default -> Reason.CLIENT_ERROR;
        };
    }

    /** Slack says of these two that part of it may have been done. */
    private static Effect effect(String code) {
        return code.equals("internal_error") || code.equals("fatal_error")
                ? Effect.UNKNOWN
                : Effect.NONE;
    }
}
