package dev.patchbay.engine.template;

import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/**
 * What is added to the rendered params of a rule action (templating.md, section 1): the footer link
 * of an e-mail, the link to the rule of a page. Not templated, so a rule's name is inserted as it
 * is.
 */
public final class InjectedParams {

    private InjectedParams() {}

    /**
     * The params with what their type gets.
     *
     * @param footerPath path of the footer link, empty without a public base URL
     * @param ruleUrl absolute URL of the rule
     */
    public static ObjectNode inject(
            String typeId,
            ObjectNode rendered,
            String footerPath,
            Optional<String> ruleUrl,
            String ruleName) {
        ObjectNode params = rendered.deepCopy();
        if (typeId.equals(".email")) {
            params.set(
                    "kibanaFooterLink",
                    Json.object().put("path", footerPath).put("text", "View rule in Kibana"));
        }
        if (typeId.equals(".pagerduty") && ruleUrl.isPresent()) {
            ArrayNode links = Json.array();
            links.add(
                    Json.object()
                            .put("href", ruleUrl.get())
                            .put("text", "Elastic Rule \"" + ruleName + "\""));
            if (params.get("links") instanceof ArrayNode given) {
                links.addAll(given);
            }
            params.set("links", links);
        }
        return params;
    }
}
