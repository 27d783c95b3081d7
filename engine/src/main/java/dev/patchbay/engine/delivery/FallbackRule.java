package dev.patchbay.engine.delivery;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.Optional;

/**
 * Where the dead deliveries of a connector go.
 *
 * @param id connector or type id
 * @param to connector that takes over
 * @param params templates of what it is given; empty = what the dead one was given
 * @param after how long the first is tried; empty = as long as without a rule
 */
public record FallbackRule(
        String id, String to, Optional<ObjectNode> params, Optional<Duration> after) {
    /** Without params. */
    @Override
    public String toString() {
        return "FallbackRule[" + id + " → " + to + "]";
    }
}
