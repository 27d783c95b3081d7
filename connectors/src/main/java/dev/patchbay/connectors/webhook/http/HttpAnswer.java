package dev.patchbay.connectors.webhook.http;

import dev.patchbay.connectors.shared.HttpFacts;
import dev.patchbay.connectors.shared.HttpTexts;
import dev.patchbay.sdk.http.Headers;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.http.HttpResult;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.time.Clock;

import tools.jackson.databind.node.ObjectNode;

import java.util.Locale;

/** What came of a request. */
final class HttpAnswer {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    private HttpAnswer() {}

    static Outcome outcome(HttpResult result, Clock clock) {
        return switch (result) {
            case HttpFailure failure ->
                    HttpFacts.of(failure, HttpErrors.REQUEST_FAILED)
                            .withServiceMessage(HttpTexts.failure(failure));
            case HttpReply reply -> reply.ok() ? Outcome.ok(data(reply)) : refused(reply, clock);
        };
    }

    private static ObjectNode data(HttpReply reply) {
        ObjectNode data =
                Json.object().put("status", reply.status()).put("statusText", reply.reasonPhrase());
        data.set("headers", headers(reply.headers()));
        data.set("data", reply.data());
        return data;
    }

    /** Names in lower case and several fields of a name as one, as Node has them. */
    private static ObjectNode headers(Headers headers) {
        ObjectNode all = Json.object();
        for (Headers.Field field : headers.fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            String separator = name.equals("set-cookie") ? "," : ", ";
            all.put(
                    name,
                    all.has(name)
                            ? all.get(name).stringValue() + separator + field.value()
                            : field.value());
        }
        return all;
    }

    private static Failed refused(HttpReply reply, Clock clock) {
        boolean later = reply.status() == TOO_MANY_REQUESTS || reply.status() >= SERVER_ERRORS;
        Failed failed =
                later
                        ? HttpFacts.later(reply, clock, HttpErrors.NOT_NOW)
                        : HttpFacts.of(reply, clock, HttpErrors.INVALID_RESPONSE);
        return failed.withServiceMessage(HttpTexts.answer(reply));
    }
}
