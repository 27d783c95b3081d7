package dev.patchbay.connectors.messaging.slackapi;

import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.http.Bodies;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** One call of Slack's Web API. */
final class SlackApiCall {

    /** Slack's address, which must be allowed. */
    static final String URL = "https://slack.com/api/";

    private SlackApiCall() {}

    static Outcome channel(Invocation invocation) {
        String id = invocation.params(SlackApiParams.class).channelId().orElse("");
        if (id.isEmpty()) {
            return Failed.of(Reason.CONFIGURATION, SlackApiTexts.NOT_POSTED)
                    .withServiceMessage(SlackApiTexts.NO_CHANNEL_ID);
        }
        return get(invocation, "conversations.info", Map.of("channel", id));
    }

    /** A method that reads. */
    static Outcome get(Invocation invocation, String method, Map<String, String> query) {
        String pairs =
                query.entrySet().stream()
                        .map(pair -> pair.getKey() + "=" + encoded(pair.getValue()))
                        .sorted()
                        .collect(Collectors.joining("&"));
        return send(
                invocation,
                HttpCall.of("GET", URL + method + (pairs.isEmpty() ? "" : "?" + pairs)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static Outcome message(Invocation invocation) {
        String text = invocation.params(SlackApiParams.class).text().orElse("");
        return post(invocation, "text", StringNode.valueOf(text));
    }

    /** Only the blocks of the given JSON. */
    static Outcome blocks(Invocation invocation) {
        String text = invocation.params(SlackApiParams.class).text().orElse("");
        return post(invocation, "blocks", Json.read(text).path("blocks"));
    }

    private static Outcome post(Invocation invocation, String member, JsonNode content) {
        SlackChannel channel =
                SlackChannel.of(
                        invocation.config(SlackApiConfig.class),
                        invocation.params(SlackApiParams.class));
        return switch (channel) {
            case SlackChannel.Refused(Failed failure) -> failure;
            case SlackChannel.Found(String name) -> {
                JsonNode body = Json.object().put("channel", name).set(member, content);
                HttpCall call = headed(invocation, HttpCall.of("POST", URL + "chat.postMessage"));
                yield SlackApiAnswer.outcome(
                        invocation.http().send(Bodies.json(call, body)), invocation.clock());
            }
        };
    }

    /** What reads has no effect, whatever becomes of it. */
    private static Outcome send(Invocation invocation, HttpCall call) {
        Outcome outcome =
                SlackApiAnswer.outcome(
                        invocation.http().send(headed(invocation, call)), invocation.clock());
        return outcome instanceof Failed failed ? failed.withEffect(Effect.NONE) : outcome;
    }

    private static HttpCall headed(Invocation invocation, HttpCall call) {
        String token = invocation.secrets(SlackApiSecrets.class).token().reveal();
        return call.withHeader("Authorization", "Bearer " + token)
                .withHeader("Content-type", "application/json; charset=UTF-8");
    }
}
