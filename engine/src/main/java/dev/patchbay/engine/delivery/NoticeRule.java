package dev.patchbay.engine.delivery;

import tools.jackson.databind.node.ObjectNode;

/**
 * Who is told when the target of a connector is not well, and when it is well again.
 *
 * @param id connector or type id
 * @param to connector that tells
 * @param params templates of what it is given
 */
public record NoticeRule(String id, String to, ObjectNode params) {
    /** Without params. */
    @Override
    public String toString() {
        return "NoticeRule[" + id + " → " + to + "]";
    }
}
