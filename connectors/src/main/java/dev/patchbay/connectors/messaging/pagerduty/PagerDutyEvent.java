package dev.patchbay.connectors.messaging.pagerduty;

import dev.patchbay.connectors.shared.HttpFacts;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.http.Bodies;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.WireRetry;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IsoTime;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/** One event. */
final class PagerDutyEvent {

    private static final int ACCEPTED = 202;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    private PagerDutyEvent() {}

    static Outcome attempt(Invocation invocation) {
        PagerDutySecrets secrets = invocation.secrets(PagerDutySecrets.class);
        HttpCall call =
                HttpCall.of("POST", invocation.config(PagerDutyConfig.class).url())
                        .withHeader("Content-Type", "application/json")
                        .withHeader("X-Routing-Key", secrets.routingKey().reveal());
        return switch (invocation.http().send(Bodies.json(call, body(invocation)))) {
            case HttpReply reply -> outcome(reply, invocation.clock());
            case HttpFailure failure ->
                    HttpFacts.of(failure, PagerDutyTexts.NOT_POSTED)
                            .withServiceMessage(failure.message());
        };
    }

    private static Outcome outcome(HttpReply reply, Clock clock) {
        int status = reply.status();
        if (status == ACCEPTED) {
            return reply.body().length == 0 ? Outcome.ok() : Outcome.ok(reply.data());
        }
        return status == TOO_MANY_REQUESTS || status >= SERVER_ERRORS
                ? HttpFacts.of(reply, clock, PagerDutyTexts.httpStatus(status) + ", retry later")
                        .withWireRetry(WireRetry.YES)
                : HttpFacts.of(reply, clock, PagerDutyTexts.unexpectedStatus(status));
    }

    private static ObjectNode body(Invocation invocation) {
        PagerDutyParams params = invocation.params(PagerDutyParams.class);
        ObjectNode event = Json.object().put("event_action", params.action());
        // A delivery's alert without a key gets the delivery's id: all its attempts are one
        // incident.
        Optional<String> key =
                params.triggers() ? params.key().or(invocation::deliveryId) : params.key();
        key.ifPresent(text -> event.put("dedup_key", text));
        if (params.triggers()) {
            event.set("payload", payload(params, invocation.connector().id()));
            params.links().ifPresent(links -> event.set("links", links));
        }
        return event;
    }

    private static ObjectNode payload(PagerDutyParams params, String connectorId) {
        ObjectNode payload = Json.object();
        payload.put("summary", nonEmpty(params.summary(), PagerDutyTexts.NO_SUMMARY));
        payload.put("source", nonEmpty(params.source(), PagerDutyTexts.defaultSource(connectorId)));
        payload.put("severity", params.severity().orElse("info"));
        params.time().ifPresent(time -> payload.put("timestamp", IsoTime.text(time)));
        params.component().ifPresent(text -> payload.put("component", text));
        params.group().ifPresent(text -> payload.put("group", text));
        params.className().ifPresent(text -> payload.put("class", text));
        Optional<JsonNode> details = params.customDetails();
        details.ifPresent(value -> payload.set("custom_details", value));
        return payload;
    }

    /** PagerDuty refuses an empty summary or source, so empty counts as left out. */
    private static String nonEmpty(Optional<String> text, String otherwise) {
        return text.filter(value -> !value.isEmpty()).orElse(otherwise);
    }
}
