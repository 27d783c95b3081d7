package dev.patchbay.engine.connector;

import java.time.Instant;
import java.util.Optional;

/** A stored OAuth token of a connector, sealed. */
public record TokenRow(
        String connectorId, byte[] sealedToken, Instant createdAt, Optional<Instant> expiresAt) {

    @Override
    public String toString() {
        return "TokenRow[" + connectorId + "]";
    }
}
