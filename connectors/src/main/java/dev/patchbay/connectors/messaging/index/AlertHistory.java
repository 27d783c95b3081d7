package dev.patchbay.connectors.messaging.index;

import dev.patchbay.sdk.connector.TemplateRendering;
import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/**
 * What rule actions and deliveries send: the rendered documents, or, on the preconfigured
 * alert-history connector, a document made of the variables
 * (contract/connectors-messaging-webhook.md, section 9.1). Stateless.
 */
final class AlertHistory {

    private static final String CONNECTOR = "preconfigured-alert-history-es-index";
    private static final String OVERRIDE = "indexOverride";

    private AlertHistory() {}

    /** Only the alert-history connector keeps the index of the params. */
    static ObjectNode rendered(ObjectNode params, TemplateRendering templates) {
        boolean history = templates.connectorId().filter(CONNECTOR::equals).isPresent();
        ObjectNode rendered = templates.everyString(params);
        if (!history) {
            rendered.putNull(OVERRIDE);
            return rendered;
        }
        Optional<ObjectNode> document = document(templates.variables());
        // Kibana throws here; documents that are no list of objects make the run say why.
        if (document.isPresent()) {
            rendered.putArray("documents").add(document.get());
        } else {
            rendered.put(
                    "documents",
                    "error creating alert history document for"
                            + " preconfigured-alert-history-es-index connector");
        }
        return rendered;
    }

    /** The document; empty without alert, rule or the rule's type. */
    static Optional<ObjectNode> document(ObjectNode variables) {
        JsonNode alert = variables.path("alert");
        JsonNode rule = variables.path("rule");
        String type = rule.path("type").asString("");
        if (!alert.isObject() || !rule.isObject() || type.isEmpty()) {
            return Optional.empty();
        }
        String key = type.replace(".", "__");
        ObjectNode document = Json.object();
        copy(variables, "date", document, "@timestamp");
        if (!variables.path("tags").isEmpty()) {
            document.set("tags", variables.path("tags").deepCopy());
        }
        copy(variables.path("context"), "message", document, "message");
        ObjectNode ruleOut = Json.object();
        copy(rule, "id", ruleOut, "id");
        copy(rule, "name", ruleOut, "name");
        nest(variables.path("params"), key, ruleOut, "params");
        copy(rule, "spaceId", ruleOut, "space");
        ruleOut.put("type", type);
        document.set("rule", ruleOut);
        ObjectNode alertOut = Json.object();
        copy(alert, "id", alertOut, "id");
        nest(variables.path("context"), key, alertOut, "context");
        copy(alert, "actionGroup", alertOut, "actionGroup");
        copy(alert, "actionGroupName", alertOut, "actionGroupName");
        document.putObject("kibana").set("alert", alertOut);
        document.putObject("event").put("kind", "alert");
        return Optional.of(document);
    }

    private static void copy(JsonNode from, String name, ObjectNode to, String as) {
        JsonNode value = from.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.asString("x").isEmpty()) {
            to.set(as, value.deepCopy());
        }
    }

    private static void nest(JsonNode value, String key, ObjectNode to, String as) {
        if (value.isObject() && !value.isEmpty()) {
            to.putObject(as).set(key, value.deepCopy());
        }
    }
}
