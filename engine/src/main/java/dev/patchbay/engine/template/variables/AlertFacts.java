package dev.patchbay.engine.template.variables;

import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/**
 * What variables say of one alert.
 *
 * @param id alert instance id
 * @param uuid of the alert's life
 * @param actionGroup the <em>action's</em> group, for recovered alerts the recovery group
 * @param consecutiveMatches consecutive active runs
 * @param context of the rule type
 * @param state with the framework's {@code start}, {@code duration} and {@code end}
 * @param document the alert document ({@link AlertDocument}), when the action asks for its fields
 */
public record AlertFacts(
        String id,
        String uuid,
        String actionGroup,
        String actionGroupName,
        boolean flapping,
        long consecutiveMatches,
        ObjectNode context,
        ObjectNode state,
        Optional<ObjectNode> document) {}
