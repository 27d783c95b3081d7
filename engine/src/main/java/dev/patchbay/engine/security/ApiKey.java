package dev.patchbay.engine.security;

import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An API key (contract/security-and-spaces.md, section 3.4).
 *
 * @param ownerId internal id of the owner: a re-created user of the same name is another one
 * @param salt 16 random bytes
 * @param hash SHA-256 of salt and secret: the secret has 128 random bits
 * @param descriptors the key's own limits; empty = none
 * @param limitedBy the owner's descriptors by role at creation or at the last update
 * @param metadata not changed after construction
 */
public record ApiKey(
        String id,
        String name,
        String ownerId,
        String ownerName,
        byte[] salt,
        byte[] hash,
        Map<String, RoleDescriptor> descriptors,
        Map<String, RoleDescriptor> limitedBy,
        ObjectNode metadata,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> invalidatedAt) {

    public ApiKey {
        descriptors = new LinkedHashMap<>(descriptors);
        limitedBy = new LinkedHashMap<>(limitedBy);
    }

    /** Whether its time is over. */
    public boolean isExpired(Instant now) {
        return expiresAt.isPresent() && !now.isBefore(expiresAt.get());
    }

    /** The same, invalidated. */
    ApiKey invalidated(Instant at) {
        return new ApiKey(
                id,
                name,
                ownerId,
                ownerName,
                salt,
                hash,
                descriptors,
                limitedBy,
                metadata,
                createdAt,
                expiresAt,
                Optional.of(at));
    }

    /** The id only. */
    @Override
    public String toString() {
        return "ApiKey[" + id + "]";
    }
}
