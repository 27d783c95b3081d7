package dev.patchbay.connectors.webhook.tines;

import dev.patchbay.connectors.shared.SecretUrls;
import dev.patchbay.connectors.shared.UrlReference;
import dev.patchbay.connectors.shared.subaction.SubActionCall;
import dev.patchbay.connectors.shared.subaction.SubActionHttp;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.schema.Schema;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.math.BigDecimal;

/** The requests. */
record TinesCalls(SubActionHttp http) {

    private static final String WEBHOOK_AGENT = "Agents::WebhookAgent";
    private static final String NO_WEBHOOK =
            "Invalid subActionsParams: [webhook] or [webhookUrl] expected but got none";

    Outcome stories(Invocation invocation) {
        return http.send(invocation, api(invocation, "/stories?per_page=500", TinesSchemas.STORIES))
                .then(answer -> {
                    ArrayNode stories = Json.array();
                    for (JsonNode story : answer.path("stories")) {
                        ObjectNode one = stories.addObject();
                        one.set("id", story.get("id"));
                        one.set("name", story.get("name"));
                        one.set("published", story.get("published"));
                    }
                    return listed("stories", stories, answer);
                });
    }

    Outcome webhooks(Invocation invocation) {
        String query =
                "/agents?story_id="
                        + digits(invocation.params().path("storyId"))
                        + "&action_type="
                        + WEBHOOK_AGENT
                        + "&per_page=500";
        return http.send(invocation, api(invocation, query, TinesSchemas.AGENTS))
                .then(answer -> {
                    ArrayNode webhooks = Json.array();
                    for (JsonNode agent : answer.path("agents")) {
                        if (agent.path("type").asString("").equals(WEBHOOK_AGENT)) {
                            ObjectNode one = webhooks.addObject();
                            one.set("id", agent.get("id"));
                            one.set("name", agent.get("name"));
                            one.set("storyId", agent.get("story_id"));
                        }
                    }
                    return listed("webhooks", webhooks, answer);
                });
    }

    Outcome run(Invocation invocation) {
        TinesRun params = invocation.params(TinesRun.class);
        if (params.url().isPresent()) {
            return post(invocation, params.url().get(), params.body());
        }
        if (params.webhook().isEmpty()) {
            return SubActionHttp.thrown(NO_WEBHOOK);
        }
        TinesRun.Webhook webhook = params.webhook().get();
        if (webhook.path().isPresent() && webhook.secret().isPresent()) {
            return post(invocation, webhook.path().get(), webhook.secret().get(), params.body());
        }
        String path = "/agents/" + digits(webhook.id());
        return http.send(invocation, api(invocation, path, TinesSchemas.AGENT).asLookup())
                .then(agent ->
                        post(
                                invocation,
                                agent.path("options").path("path").asString(""),
                                agent.path("options").path("secret").asString(""),
                                params.body()));
    }

    private Outcome post(Invocation invocation, String path, String secret, String body) {
        if (UrlReference.dots(path) || UrlReference.dots(secret)) {
            return SubActionHttp.thrown("path and secret of a webhook cannot be dots");
        }
        invocation.secretValues().add(secret);
        return post(
                invocation,
                base(invocation)
                        + "/webhook/"
                        + UrlReference.segment(path)
                        + "/"
                        + UrlReference.segment(secret),
                body);
    }

    /** The URL holds the webhook's secret; nobody is named. */
    private Outcome post(Invocation invocation, String url, String body) {
        SecretUrls.hide(url, invocation.secretValues());
        return http.send(
                        invocation,
                        SubActionCall.post(url, StringNode.valueOf(body), TinesSchemas.RAN))
                .outcome();
    }

    private static SubActionCall api(Invocation invocation, String path, Schema answer) {
        TinesSecrets secrets = invocation.secrets(TinesSecrets.class);
        return SubActionCall.get(base(invocation) + "/api/v1" + path, answer)
                .withHeader("x-user-email", secrets.email().reveal())
                .withHeader("x-user-token", secrets.token().reveal());
    }

    private static String base(Invocation invocation) {
        return invocation.config(TinesConfig.class).url();
    }

    private static Outcome listed(String name, ArrayNode list, JsonNode answer) {
        ObjectNode data = Json.object();
        data.set(name, list);
        data.put("incompleteResponse", answer.path("meta").path("pages").asDouble() > 1);
        return Outcome.ok(data);
    }

    /** As JavaScript puts a number into a text: 1.0 is 1. */
    private static String digits(JsonNode number) {
        BigDecimal value = number.decimalValue().stripTrailingZeros();
        return value.toPlainString();
    }
}
