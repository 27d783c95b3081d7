package dev.patchbay.connectors.webhook.tines;

import dev.patchbay.sdk.connector.TemplateRendering;
import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A rule action starts a story with all its variables, whatever its body says; of alerts in the
 * context the part below {@code kibana} is left out, which repeats the rest
 * (contract/connectors-messaging-webhook.md, section 15).
 */
final class AllVariables {

    private AllVariables() {}

    static ObjectNode render(ObjectNode params, TemplateRendering templates) {
        if (params.path("subAction").asString("").equals("run")
                && params.get("subActionParams") instanceof ObjectNode run) {
            ObjectNode variables = templates.variables().deepCopy();
            if (variables.path("context").path("alerts") instanceof ArrayNode alerts) {
                for (JsonNode alert : alerts) {
                    if (alert instanceof ObjectNode object) {
                        object.remove("kibana");
                    }
                }
            }
            run.put("body", Json.write(variables));
        }
        return params;
    }
}
