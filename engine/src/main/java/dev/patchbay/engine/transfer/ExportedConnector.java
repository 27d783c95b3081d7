package dev.patchbay.engine.transfer;

import dev.patchbay.engine.connector.StoredConnector;

import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/**
 * A connector that leaves.
 *
 * @param originId under which id it came here, when that was another one
 * @param missingSecrets whether it cannot run where it arrives until somebody gives it secrets
 * @param secrets empty object unless the export is sealed
 */
public record ExportedConnector(
        StoredConnector connector,
        Optional<String> originId,
        boolean missingSecrets,
        ObjectNode secrets) {

    /** Without the secrets. */
    @Override
    public String toString() {
        return "ExportedConnector[" + connector.id() + "]";
    }
}
