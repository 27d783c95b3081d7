package dev.patchbay.engine.template.variables;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * Alerts of one kind in a summary.
 *
 * @param count how many there are
 * @param data their documents ({@link AlertDocument}), at most the limit of alerts per run
 */
public record AlertSet(long count, List<ObjectNode> data) {
    public AlertSet {
        data = List.copyOf(data);
    }
}
