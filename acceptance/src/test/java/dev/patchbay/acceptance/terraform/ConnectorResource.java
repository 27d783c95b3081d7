package dev.patchbay.acceptance.terraform;

import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/**
 * What a user has written of a connector.
 *
 * @param connectorId empty = the server makes one
 * @param config empty = left out, and so whatever the server says
 * @param secrets empty = left out
 */
public record ConnectorResource(
        String typeId,
        String name,
        String space,
        Optional<String> connectorId,
        Optional<ObjectNode> config,
        Optional<ObjectNode> secrets) {

    public ConnectorResource named(String other) {
        return new ConnectorResource(typeId, other, space, connectorId, config, secrets);
    }

    public ConnectorResource in(String otherSpace) {
        return new ConnectorResource(typeId, name, otherSpace, connectorId, config, secrets);
    }

    public ConnectorResource withId(String id) {
        return new ConnectorResource(typeId, name, space, Optional.of(id), config, secrets);
    }

    public ConnectorResource withConfig(ObjectNode other) {
        return new ConnectorResource(typeId, name, space, connectorId, Optional.of(other), secrets);
    }

    public ConnectorResource withoutConfig() {
        return new ConnectorResource(typeId, name, space, connectorId, Optional.empty(), secrets);
    }

    public ConnectorResource withSecrets(Optional<ObjectNode> others) {
        return new ConnectorResource(typeId, name, space, connectorId, config, others);
    }
}
