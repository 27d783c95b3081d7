package dev.patchbay.connectors.messaging.slackapi;

import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.outcome.Outcome;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What reads in Slack's Web API: one GET each, whose answer is the data
 * (docs.slack.dev/reference/methods). Stateless.
 */
final class SlackApiReads {

    private SlackApiReads() {}

    static Outcome conversations(Invocation invocation) {
        SlackApiParams params = invocation.params(SlackApiParams.class);
        Map<String, String> query = paged(params);
        params.types().ifPresent(types -> query.put("types", types));
        params.excludeArchived().ifPresent(no -> query.put("exclude_archived", no.toString()));
        return SlackApiCall.get(invocation, "conversations.list", query);
    }

    static Outcome history(Invocation invocation) {
        SlackApiParams params = invocation.params(SlackApiParams.class);
        Map<String, String> query = channel(params);
        query.putAll(paged(params));
        params.oldest().map(BigDecimal::toPlainString).ifPresent(time -> query.put("oldest", time));
        return SlackApiCall.get(invocation, "conversations.history", query);
    }

    static Outcome replies(Invocation invocation) {
        SlackApiParams params = invocation.params(SlackApiParams.class);
        Map<String, String> query = channel(params);
        query.put("ts", params.ts().orElse(""));
        return SlackApiCall.get(invocation, "conversations.replies", query);
    }

    static Outcome users(Invocation invocation) {
        return SlackApiCall.get(
                invocation, "users.list", paged(invocation.params(SlackApiParams.class)));
    }

    private static Map<String, String> channel(SlackApiParams params) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("channel", params.channel().orElse(""));
        return query;
    }

    private static Map<String, String> paged(SlackApiParams params) {
        Map<String, String> query = new LinkedHashMap<>();
        params.cursor().ifPresent(cursor -> query.put("cursor", cursor));
        params.limit().ifPresent(limit -> query.put("limit", limit.toString()));
        return query;
    }
}
