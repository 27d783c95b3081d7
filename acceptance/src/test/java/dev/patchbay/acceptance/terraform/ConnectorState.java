package dev.patchbay.acceptance.terraform;

import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/**
 * What Terraform keeps of a connector.
 *
 * @param id {@code <space>/<connector>}
 * @param config empty when the server shows none
 * @param secrets as last written by the user; never read
 */
public record ConnectorState(
        String id,
        String typeId,
        String name,
        Optional<ObjectNode> config,
        Optional<ObjectNode> secrets,
        boolean deprecated,
        boolean missingSecrets,
        boolean preconfigured) {

    /** Empty for an id without a slash. */
    public String space() {
        return id.substring(0, Math.max(0, id.indexOf('/')));
    }

    public String connectorId() {
        return id.substring(id.indexOf('/') + 1);
    }

    ConnectorState withSecrets(Optional<ObjectNode> others) {
        return new ConnectorState(
                id, typeId, name, config, others, deprecated, missingSecrets, preconfigured);
    }
}
