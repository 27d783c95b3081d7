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
 * @param derived what was made of it since it was read; no part of what is stored, but it makes two
 *     records that were read apart unequal
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
        Instant updatedAt,
        Derived derived) {

    /** Bytes of a record beside config and secrets. */
    private static final int ENTRY_WEIGHT = 256;

    /** Of which nothing is made yet. */
    public StoredConnector(
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
        this(
                id,
                spaceId,
                typeId,
                name,
                config,
                sealedSecrets,
                missingSecrets,
                version,
                createdAt,
                updatedAt,
                new Derived());
    }

    /** About how many bytes it takes in memory. */
    public int weight() {
        return ENTRY_WEIGHT + config.length() + sealedSecrets.length;
    }

    @Override
    public String toString() {
        return "StoredConnector[" + spaceId + "/" + id + " " + typeId + " v" + version + "]";
    }
}
