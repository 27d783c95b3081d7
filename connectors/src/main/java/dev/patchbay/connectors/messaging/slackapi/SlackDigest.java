package dev.patchbay.connectors.messaging.slackapi;

import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Outcome;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What was said since a time in the conversations that the token takes part in: their list, then
 * the newest messages of each. Only reads; the first call that fails is the answer. The shape of
 * the result is ours, the contract has none. Stateless.
 */
final class SlackDigest {

    /** Slack allows fifty such calls a minute (tier 3). */
    private static final int MOST_CHANNELS = 40;

    private static final String NEWEST = "100";

    private SlackDigest() {}

    /** The params of this sub-action alone. */
    record Params(long since, List<String> types, Optional<List<String>> keywords) {}

    static Outcome attempt(Invocation invocation) {
        Params params = invocation.params(Params.class);
        Outcome list =
                SlackApiCall.get(
                        invocation,
                        "conversations.list",
                        Map.of(
                                "types", String.join(",", params.types()),
                                "exclude_archived", "true",
                                "limit", "1000"));
        if (!(list instanceof Outcome.Ok(Optional<JsonNode> found))) {
            return list;
        }
        List<JsonNode> joined =
                found.stream()
                        .flatMap(answer -> answer.path("channels").valueStream())
                        .filter(SlackDigest::joined)
                        .toList();
        ObjectNode digest = Json.object().put("ok", true);
        ArrayNode channels = digest.putArray("channels");
        for (JsonNode channel : joined.stream().limit(MOST_CHANNELS).toList()) {
            Outcome history =
                    SlackApiCall.get(
                            invocation,
                            "conversations.history",
                            Map.of(
                                    "channel", channel.path("id").asString(""),
                                    "oldest", Long.toString(params.since()),
                                    "limit", NEWEST));
            if (!(history instanceof Outcome.Ok(Optional<JsonNode> said))) {
                return history;
            }
            said.ifPresent(answer -> add(channels, channel, answer, params));
        }
        return Outcome.ok(digest.put("complete", joined.size() <= MOST_CHANNELS));
    }

    /** Of a direct conversation nobody says so. */
    private static boolean joined(JsonNode channel) {
        return channel.path("is_member").asBoolean(false)
                || channel.path("is_im").asBoolean(false)
                || channel.path("is_mpim").asBoolean(false);
    }

    private static void add(ArrayNode channels, JsonNode channel, JsonNode answer, Params params) {
        List<JsonNode> messages =
                answer.path("messages")
                        .valueStream()
                        .filter(message -> wanted(message, params.keywords()))
                        .toList();
        if (!messages.isEmpty()) {
            ObjectNode entry =
                    channels.addObject()
                            .put("id", channel.path("id").asString(""))
                            .put("name", channel.path("name").asString(""));
            entry.putArray("messages").addAll(messages);
        }
    }

    private static boolean wanted(JsonNode message, Optional<List<String>> keywords) {
        String text = message.path("text").asString("").toLowerCase(Locale.ROOT);
        return keywords.filter(words -> !words.isEmpty()).isEmpty()
                || keywords.get().stream()
                        .anyMatch(word -> text.contains(word.toLowerCase(Locale.ROOT)));
    }
}
