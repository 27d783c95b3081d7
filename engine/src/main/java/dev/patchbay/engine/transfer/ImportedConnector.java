package dev.patchbay.engine.transfer;

import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/**
 * A connector that arrives, as its file has it; its type has not looked at it, and will not before
 * it runs.
 *
 * @param config canonical text
 * @param missingSecrets what the file says; empty = the type is asked
 * @param secrets empty object unless the export was sealed
 * @param originId under which id it was exported first, when that was another one
 */
public record ImportedConnector(
        String id,
        String typeId,
        String name,
        String config,
        Optional<Boolean> missingSecrets,
        ObjectNode secrets,
        Optional<String> originId) {

    /** Without the secrets. */
    @Override
    public String toString() {
        return "ImportedConnector[" + id + "]";
    }
}
