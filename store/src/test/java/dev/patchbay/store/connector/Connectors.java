package dev.patchbay.store.connector;

import dev.patchbay.engine.connector.StoredConnector;
import dev.patchbay.engine.connector.TokenRow;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Rows for tests. */
final class Connectors {

    static final Instant CREATED = Instant.parse("2026-11-24T10:00:00.123Z");

    private Connectors() {}

    static StoredConnector connector(String space, String id) {
        return connector(space, id, "Name of " + id, 1);
    }

    static StoredConnector connector(String space, String id, String name, long version) {
        return new StoredConnector(
                id,
                space,
                ".webhook",
                name,
                "{\"url\":\"https://ex\u00e4mple.test/\",\"z\":[1,2.50]}",
                ("sealed " + version).getBytes(StandardCharsets.UTF_8),
                version % 2 == 0,
                version,
                CREATED,
                CREATED.plusSeconds(version));
    }

    static TokenRow token(String id, String sealed) {
        return new TokenRow(
                id,
                sealed.getBytes(StandardCharsets.UTF_8),
                CREATED,
                Optional.of(CREATED.plusSeconds(3600)));
    }
}
