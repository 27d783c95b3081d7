package dev.patchbay.connectors.messaging.swimlane;

import dev.patchbay.connectors.shared.HttpFacts;
import dev.patchbay.connectors.shared.HttpTexts;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.http.Bodies;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.ErrorSource;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import java.util.List;
import java.util.Locale;

/**
 * One request of the API.
 *
 * @param what what is said to be unable to be done
 * @param needed members that the answer must have
 */
record SwimlaneCall(String what, String method, String url, JsonNode body, List<String> needed) {

    private static final int NO_CONTENT = 204;
    private static final int NO_STATUS = 500;

    /** What came of it. */
    sealed interface Answer {

        /** The answer; missing where there was none and none was needed. */
        record Done(JsonNode data) implements Answer {}

        /** What Kibana throws. */
        record Thrown(Failed failure) implements Answer {}
    }

    Answer send(Invocation invocation) {
        SwimlaneConfig config = invocation.config(SwimlaneConfig.class);
        HttpCall call =
                HttpCall.of(method, url)
                        .withHeader("Content-Type", "application/json")
                        .withHeader(
                                "Private-Token",
                                invocation.secrets(SwimlaneSecrets.class).apiToken().reveal());
        return switch (invocation.http().send(Bodies.json(call, body))) {
            case HttpFailure failure -> new Answer.Thrown(failed(failure, config));
            case HttpReply reply when reply.ok() -> read(reply, config);
            case HttpReply reply ->
                    new Answer.Thrown(
                            HttpFacts.thrown(
                                    reply,
                                    invocation.clock(),
                                    text(
                                            config,
                                            reply.status(),
                                            HttpTexts.clientError(reply),
                                            SwimlaneTexts.reason(reply)),
                                    ErrorSource.FRAMEWORK));
        };
    }

    /** The check of JSON answers that several services share (section 1.5). */
    private Answer read(HttpReply reply, SwimlaneConfig config) {
        if (reply.status() == NO_CONTENT) {
            return needed.isEmpty()
                    ? new Answer.Done(MissingNode.getInstance())
                    : unreadable(config, missing());
        }
        String type = reply.headers().first("Content-Type").orElse("undefined");
        if (!type.contains("application/json")) {
            return unreadable(
                    config, SwimlaneTexts.contentType(type, method.toLowerCase(Locale.ROOT), url));
        }
        JsonNode data = reply.data();
        if (!data.isContainer()) {
            return unreadable(config, SwimlaneTexts.NOT_JSON);
        }
        return needed.stream().allMatch(data::has)
                ? new Answer.Done(data)
                : unreadable(config, missing());
    }

    private String missing() {
        return SwimlaneTexts.missing(String.join(",", needed));
    }

    /** The record may be there, or a stranger has answered. */
    private Answer unreadable(SwimlaneConfig config, String error) {
        String text = text(config, NO_STATUS, error, "unknown");
        return new Answer.Thrown(
                Failed.thrown(Reason.CLIENT_ERROR, text, ErrorSource.FRAMEWORK)
                        .withEffect(Effect.UNKNOWN));
    }

    private Failed failed(HttpFailure failure, SwimlaneConfig config) {
        String text = text(config, NO_STATUS, failure.message(), "unknown");
        return Failed.thrown(failure.reason(), text, ErrorSource.FRAMEWORK)
                .withEffect(failure.effect());
    }

    private String text(SwimlaneConfig config, int status, String error, String reason) {
        return SwimlaneTexts.unable(what, config.appId(), status, error, reason);
    }
}
