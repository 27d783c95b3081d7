package dev.patchbay.connectors.messaging.opsgenie;

import dev.patchbay.sdk.connector.TemplateRendering;
import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tag {@code {{rule.tags}}} of an alert to create stands for the tags of the rule, each a tag
 * of its own; then every string is rendered (contract/templating.md, section 5).
 */
final class RuleTags {

    private static final String PLACE = "{{rule.tags}}";

    private RuleTags() {}

    static ObjectNode render(ObjectNode params, TemplateRendering templates) {
        return templates.everyString(expanded(params, templates));
    }

    private static ObjectNode expanded(ObjectNode params, TemplateRendering templates) {
        if (!params.path("subAction").asString("").equals("createAlert")
                || !(params.get("subActionParams") instanceof ObjectNode alert)
                || !(alert.get("tags") instanceof ArrayNode tags)) {
            return params;
        }
        ArrayNode kept = Json.array();
        boolean found = false;
        for (JsonNode tag : tags) {
            if (tag.isString() && tag.stringValue().equals(PLACE)) {
                found = true;
            } else {
                kept.add(tag);
            }
        }
        if (found) {
            for (JsonNode tag : templates.variable("rule.tags")) {
                if (tag.isString()) {
                    kept.add(tag);
                }
            }
            alert.set("tags", kept);
        }
        return params;
    }
}
