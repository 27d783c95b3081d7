package dev.patchbay.engine.template.variables;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.time.IsoTime;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Builds the variable map of rule actions (contract/templating.md, section 6): for one alert, and
 * for a summary. Secrets and API keys are never in it, because {@code {{.}}} prints all of it.
 * Thread-safe; the maps belong to the caller.
 */
public final class RuleVariables {

    private static final String DEFAULT_GROUP = "default";
    private static final String DEFAULT_GROUP_NAME = "Default";

    private final Optional<String> publicBaseUrl;

    /**
     * @param publicBaseUrl {@code server.publicBaseUrl}
     */
    public RuleVariables(Optional<String> publicBaseUrl) {
        this.publicBaseUrl = publicBaseUrl;
    }

    /**
     * The variables of a per-alert action. Members of the alert document are added at the top where
     * no variable has their name.
     *
     * @param now when the action is scheduled
     */
    public ObjectNode perAlert(RuleFacts rule, AlertFacts alert, Instant now) {
        ObjectNode variables = common(rule, now);
        variables.put("alertInstanceId", alert.id());
        variables.put("alertActionGroup", alert.actionGroup());
        variables.put("alertActionGroupName", alert.actionGroupName());
        variables.set(
                "alert",
                alert(
                        alert.id(),
                        alert.uuid(),
                        alert.actionGroup(),
                        alert.actionGroupName(),
                        alert.flapping(),
                        alert.consecutiveMatches()));
        variables.set("context", alert.context());
        variables.set("state", alert.state());
        alert.document().ifPresent(document -> addMissing(variables, document));
        return variables;
    }

    /**
     * The variables of a summary action.
     *
     * @param now when the action is scheduled
     */
    public ObjectNode summary(RuleFacts rule, SummarizedAlerts alerts, Instant now) {
        ObjectNode variables = common(rule, now);
        variables.put("alertInstanceId", rule.id());
        variables.put("alertActionGroup", DEFAULT_GROUP);
        variables.put("alertActionGroupName", DEFAULT_GROUP_NAME);
        variables.set(
                "alert", alert(rule.id(), rule.id(), DEFAULT_GROUP, DEFAULT_GROUP_NAME, false, 0));
        ArrayNode all = Json.array();
        all.addAll(alerts.created().data());
        all.addAll(alerts.ongoing().data());
        all.addAll(alerts.recovered().data());
        long count =
                alerts.created().count() + alerts.ongoing().count() + alerts.recovered().count();
        ObjectNode sets = Json.object();
        sets.set("new", set(alerts.created()));
        sets.set("ongoing", set(alerts.ongoing()));
        sets.set("recovered", set(alerts.recovered()));
        sets.set("all", Json.object().put("count", count).set("data", all));
        variables.set("alerts", sets);
        variables.set("context", context(rule, all));
        variables.set("state", Json.object().put("signals_count", count));
        return variables;
    }

    private ObjectNode common(RuleFacts rule, Instant now) {
        ObjectNode variables = Json.object();
        ArrayNode tags = Json.array();
        rule.tags().forEach(tags::add);
        ObjectNode facts =
                Json.object()
                        .put("id", rule.id())
                        .put("name", rule.name())
                        .put("type", rule.typeId())
                        .put("spaceId", rule.spaceId());
        facts.set("tags", tags);
        facts.set("params", rule.params());
        rule.url().ifPresent(url -> facts.put("url", url));
        variables.put("alertId", rule.id());
        variables.put("alertName", rule.name());
        variables.put("spaceId", rule.spaceId());
        variables.set("tags", tags);
        variables.set("params", rule.params());
        variables.set("rule", facts);
        publicBaseUrl.ifPresent(url -> variables.put("kibanaBaseUrl", url));
        variables.put("date", IsoTime.text(now));
        return variables;
    }

    private static ObjectNode alert(
            String id,
            String uuid,
            String group,
            String groupName,
            boolean flapping,
            long consecutiveMatches) {
        return Json.object()
                .put("id", id)
                .put("uuid", uuid)
                .put("actionGroup", group)
                .put("actionGroupName", groupName)
                .put("flapping", flapping)
                .put("consecutiveMatches", consecutiveMatches);
    }

    private static ObjectNode set(AlertSet alerts) {
        ArrayNode data = Json.array();
        data.addAll(alerts.data());
        return Json.object().put("count", alerts.count()).set("data", data);
    }

    private static ObjectNode context(RuleFacts rule, ArrayNode alerts) {
        ObjectNode context = Json.object();
        context.set("alerts", alerts);
        rule.url().ifPresent(url -> context.put("results_link", url));
        ObjectNode facts = Json.object();
        for (Map.Entry<String, JsonNode> param : rule.params().properties()) {
            facts.set(SnakeCase.of(param.getKey()), param.getValue());
        }
        facts.put("name", rule.name());
        facts.put("id", rule.id());
        return context.set("rule", facts);
    }

    private static void addMissing(ObjectNode variables, ObjectNode document) {
        for (Map.Entry<String, JsonNode> member : document.properties()) {
            if (!variables.has(member.getKey())) {
                variables.set(member.getKey(), member.getValue());
            }
        }
    }
}
