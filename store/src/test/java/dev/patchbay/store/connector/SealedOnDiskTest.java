package dev.patchbay.store.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.connector.SealedConnectorVault;
import dev.patchbay.engine.connector.SealedTokenStore;
import dev.patchbay.engine.connector.StoredConnector;
import dev.patchbay.engine.secret.KeyRing;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.oauth.TokenStore.StoredToken;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;
import dev.patchbay.store.Database;
import dev.patchbay.store.DatabaseOptions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a thief of the data directory, but for its key, finds. */
class SealedOnDiskTest {

    private static final String CANARY = "canary-4711-secret";
    private static final String KEY = "key-canary-0815-".repeat(2);

    @Test
    void noFileHoldsASecretOrTheKey(@TempDir Path directory) throws Exception {
        KeyRing ring = KeyRing.of(new Secret(KEY), List.of(), IdSource.random());
        try (Database database =
                Database.open(new DatabaseOptions.Sqlite(directory, Clock.system()))) {
            byte[] sealed =
                    new SealedConnectorVault(ring)
                            .seal(
                                    "visible-id",
                                    ".webhook",
                                    "{}",
                                    false,
                                    Json.object().put("password", CANARY));
            StoredConnector connector =
                    new StoredConnector(
                            "visible-id",
                            "default",
                            ".webhook",
                            "Name",
                            "{}",
                            sealed,
                            false,
                            1,
                            Instant.EPOCH,
                            Instant.EPOCH);
            database.work().write(tx -> database.connectors().insert(tx, connector));
            new SealedTokenStore(database.tokens(), database.work(), ring)
                    .put(
                            "visible-id",
                            new StoredToken(
                                    new Secret("Bearer " + CANARY),
                                    Instant.EPOCH,
                                    Optional.empty()));
        }

        try (Stream<Path> files = Files.walk(directory)) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
            assertThat(all)
                    .contains("visible-id")
                    .doesNotContain(
                            CANARY,
                            Base64.getEncoder()
                                    .withoutPadding()
                                    .encodeToString(CANARY.getBytes(StandardCharsets.UTF_8)),
                            "key-canary");
        }
    }
}
