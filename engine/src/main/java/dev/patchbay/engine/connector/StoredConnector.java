package dev.patchbay.engine.connector;

import java.time.Instant;

/**
 * A connector as it is stored.
 *
 * @param config canonical JSON text (RFC 8785) with defaults applied; part of the authenticated
 *     data of the secrets
 * @param sealedSecrets envelope of the secret box
 * @param missingSecrets true only after an import
 * @param version raised by each write, from 1
 */
public record StoredConnector(
        String id,
        String spaceId,
        String typeId,
        String name,
        String config,
        byte[] sealedSecrets,
        boolean missingSecrets,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    @Override
    public String toString() {
        return "StoredConnector[" + spaceId + "/" + id + " " + typeId + " v" + version + "]";
    }
}
