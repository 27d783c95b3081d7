package dev.patchbay.engine.connector;

import dev.patchbay.engine.secret.KeyRing;
import dev.patchbay.engine.secret.Opened;
import dev.patchbay.engine.secret.Purpose;
import dev.patchbay.engine.secret.SecretBox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Seals and opens token rows. Thread-safe. */
final class TokenSeal {

    private static final byte[] NOTHING = {};

    private final SecretBox box;

    TokenSeal(KeyRing ring) {
        this.box = ring.box(Purpose.CONNECTOR_TOKEN);
    }

    /** A row with this token. Times are cut to milliseconds, which every database keeps. */
    TokenRow seal(
            String connectorId, byte[] token, Instant createdAt, Optional<Instant> expiresAt) {
        TokenRow facts =
                new TokenRow(
                        connectorId,
                        NOTHING,
                        createdAt.truncatedTo(ChronoUnit.MILLIS),
                        expiresAt.map(at -> at.truncatedTo(ChronoUnit.MILLIS)));
        byte[] sealed = box.seal(token, AssociatedData.ofToken(facts));
        return new TokenRow(connectorId, sealed, facts.createdAt(), facts.expiresAt());
    }

    Opened open(TokenRow row) {
        return box.open(row.sealedToken(), AssociatedData.ofToken(row));
    }
}
