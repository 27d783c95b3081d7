package dev.patchbay.engine.template.variables;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;

/**
 * What variables say of a rule.
 *
 * @param typeId rule type id
 * @param params as stored; not changed
 * @param url absolute URL of the rule, see {@link RuleUrl}
 */
public record RuleFacts(
        String id,
        String name,
        String typeId,
        String spaceId,
        List<String> tags,
        ObjectNode params,
        Optional<String> url) {
    public RuleFacts {
        tags = List.copyOf(tags);
    }
}
