package dev.patchbay.engine.delivery;

import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.Optional;

/**
 * A delivery that somebody asks for.
 *
 * @param params templates when there are variables, else final text
 * @param variables what the templates are rendered with
 */
public record DeliveryDraft(
        String connectorId,
        ObjectNode params,
        Optional<ObjectNode> variables,
        Optional<String> lane,
        Optional<Instant> notBefore,
        Optional<Instant> expiresAt) {
    @Override
    public String toString() {
        return "DeliveryDraft[" + connectorId + "]";
    }
}
