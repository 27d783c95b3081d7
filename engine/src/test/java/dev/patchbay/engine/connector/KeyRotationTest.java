package dev.patchbay.engine.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.engine.connector.ConnectorVault.Opened;
import dev.patchbay.engine.connector.KeyRotation.Failed;
import dev.patchbay.engine.connector.KeyRotation.Result;
import dev.patchbay.engine.secret.KeyRing;
import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.oauth.TokenStore.StoredToken;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.IdSource;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

class KeyRotationTest {

    private static final Instant AT = Instant.parse("2026-11-26T10:00:00Z");
    private static final KeyRing A = ring("a");
    private static final KeyRing B_A = ring("b", "a");
    private static final KeyRing B = ring("b");

    private final MemoryStores stores = new MemoryStores();

    @Test
    void threeStartsWithARotationBetween() {
        fill(250, A);
        tokens(A).put("7", new StoredToken(new Secret("Bearer t"), AT, Optional.empty()));

        // Second start: the old key still opens, before and after the rotation.
        assertThat(readable(B_A)).isEqualTo(250);
        assertThat(rotate(B_A)).isEqualTo(new Result.Finished(251, 251, List.of()));
        assertThat(readable(B_A)).isEqualTo(250);

        // Third start: the new key alone is enough, the old one no longer is.
        assertThat(readable(B)).isEqualTo(250);
        assertThat(tokens(B).find("7")).isPresent();
        assertThat(readable(A)).isZero();
        assertThat(rotate(B_A)).isEqualTo(new Result.Finished(251, 0, List.of()));
    }

    @Test
    void whatARotationWritesIsTheSameRecordOneVersionLater() {
        fill(1, A);
        StoredConnector before = stores.connectors.get("c00000");

        rotate(B_A);

        StoredConnector after = stores.connectors.get("c00000");
        assertThat(after)
                .usingRecursiveComparison()
                .ignoringFields("sealedSecrets", "version")
                .isEqualTo(before);
        assertThat(after.version()).isEqualTo(before.version() + 1);
        assertThat(after.sealedSecrets()).isNotEqualTo(before.sealedSecrets());
    }

    @Test
    void whatCannotBeOpenedIsNamedAndStopsNothing() {
        fill(300, A);
        corrupt("c00123");
        put(seal("other", ring("x")));

        try (Trace trace = Trace.start()) {
            Result.Finished result = (Result.Finished) rotate(B_A);

            assertThat(result.total()).isEqualTo(301);
            assertThat(result.successful()).isEqualTo(299);
            assertThat(result.failed()).extracting(Failed::id).containsExactly("c00123", "other");
            assertThat(result.failed()).extracting(Failed::type).containsOnly("action");
            assertThat(trace.lines())
                    .contains(
                            "WARN saved object \"action,other\" could not be re-encrypted: it was"
                                    + " sealed with the key "
                                    + ring("x").primaryKeyId()
                                    + ", which is not configured",
                            "INFO encryption key rotation has finished: 299 of 301 records"
                                    + " re-encrypted, 2 failed");
            assertThat(trace.lines()).noneMatch(line -> line.contains("canary"));
        }
        assertThat(readable(B)).isEqualTo(299);
    }

    @Test
    void everyBatchSizeSeesEachRecordOnce() {
        for (int batch : List.of(1, 2, 99, 100, 101, 250, 10_000)) {
            stores.connectors.clear();
            stores.largestScan = 0;
            fill(250, A);

            assertThat(rotation(B_A).rotate(batch, Optional.empty()))
                    .as("batch %d", batch)
                    .isEqualTo(new Result.Finished(250, 250, List.of()));
            assertThat(stores.largestScan).isEqualTo(Math.min(batch, 250));
        }
    }

    @Test
    void atMostHundredRecordsShareATransaction() {
        fill(1_050, A);

        rotate(B_A);

        assertThat(stores.transactions).isEqualTo(11);
    }

    @Test
    void aTypeChoosesWhatIsRotated() {
        fill(3, A);
        tokens(A).put("1", new StoredToken(new Secret("t"), AT, Optional.empty()));

        assertThat(rotation(B_A).rotate(10, Optional.of("alert")))
                .isEqualTo(new Result.Finished(0, 0, List.of()));
        assertThat(rotation(B_A).rotate(10, Optional.of("connector_token")))
                .isEqualTo(new Result.Finished(1, 1, List.of()));
        assertThat(readable(B)).isZero();
        assertThat(rotation(B_A).rotate(10, Optional.of("action")))
                .isEqualTo(new Result.Finished(3, 3, List.of()));
    }

    @Test
    void aConcurrentUpdateWins() {
        fill(1, A);
        once(() -> update("c00000", B_A, "new"));

        assertThat(rotate(B_A)).isEqualTo(new Result.Finished(1, 0, List.of()));
        assertThat(password("c00000", B)).isEqualTo("new");
    }

    @Test
    void aConcurrentUpdateByANodeOfTheOldKeyIsRotatedAfterIt() {
        fill(1, A);
        once(() -> update("c00000", A, "new"));

        assertThat(rotate(B_A)).isEqualTo(new Result.Finished(1, 1, List.of()));
        assertThat(password("c00000", B)).isEqualTo("new");
    }

    @Test
    void aConcurrentTokenWins() {
        tokens(A).put("1", new StoredToken(new Secret("old"), AT, Optional.empty()));
        TokenRow fresh = new TokenSeal(B_A).seal("1", new byte[] {'n'}, AT, Optional.empty());
        once(() -> stores.tokens.put("1", fresh));

        assertThat(rotate(B_A)).isEqualTo(new Result.Finished(1, 0, List.of()));
        assertThat(tokens(B).find("1").orElseThrow().authorization().reveal()).isEqualTo("n");
    }

    @Test
    void aRecordDeletedMeanwhileIsNoFailure() {
        fill(2, A);
        once(() -> stores.connectors.remove("c00000"));

        assertThat(rotate(B_A)).isEqualTo(new Result.Finished(2, 1, List.of()));
    }

    @Test
    void aRecordThatChangesAllTheTimeIsGivenUpAndNamed() {
        fill(1, A);
        stores.meanwhile = () -> update("c00000", A, "again");

        assertThat(rotate(B_A))
                .isEqualTo(
                        new Result.Finished(
                                1,
                                0,
                                List.of(
                                        new Failed(
                                                "action",
                                                "c00000",
                                                "it is being changed all the time"))));
    }

    @Test
    void withoutOldKeysNothingIsDone() {
        fill(1, A);

        assertThat(rotate(B)).isEqualTo(new Result.NoOldKeys());
        assertThat(stores.transactions).isZero();
    }

    @Test
    void oneRotationAtATime() {
        fill(1, A);
        KeyRotation rotation = rotation(B_A);
        AtomicReference<Result> second = new AtomicReference<>();
        once(() -> second.set(rotation.rotate(10, Optional.empty())));

        assertThat(rotation.rotate(10, Optional.empty()))
                .isEqualTo(new Result.Finished(1, 1, List.of()));
        assertThat(second).hasValue(new Result.InProgress());
        assertThat(rotation.rotate(10, Optional.empty()))
                .isEqualTo(new Result.Finished(1, 0, List.of()));
    }

    @Test
    void aRotationThatFailsCanBeRepeated() {
        fill(150, A);
        KeyRotation rotation = rotation(B_A);
        AtomicInteger left = new AtomicInteger(1);
        stores.meanwhile =
                () -> {
                    if (left.getAndDecrement() == 0) {
                        throw new StoreUnavailableException("gone", new IOException("down"));
                    }
                };

        assertThatThrownBy(() -> rotation.rotate(10_000, Optional.empty()))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(rotation.rotate(10_000, Optional.empty()))
                .isEqualTo(new Result.Finished(150, 50, List.of()));
    }

    private void once(Runnable other) {
        AtomicInteger left = new AtomicInteger(1);
        stores.meanwhile =
                () -> {
                    if (left.getAndDecrement() == 1) {
                        other.run();
                    }
                };
    }

    private void fill(int count, KeyRing ring) {
        for (int i = 0; i < count; i++) {
            put(seal("c%05d".formatted(i), ring));
        }
    }

    private void put(StoredConnector connector) {
        stores.connectors.put(connector.id(), connector);
    }

    private void corrupt(String id) {
        stores.connectors.get(id).sealedSecrets()[40] ^= 1;
    }

    private static StoredConnector seal(String id, KeyRing ring) {
        return connector(id, ring, "canary-" + id, 1);
    }

    private static StoredConnector connector(
            String id, KeyRing ring, String password, long version) {
        String config = "{\"n\":\"" + id + "\"}";
        byte[] sealed =
                new SealedConnectorVault(ring)
                        .seal(
                                id,
                                ".webhook",
                                config,
                                false,
                                Json.object().put("password", password));
        return new StoredConnector(
                id, "default", ".webhook", "name", config, sealed, false, version, AT, AT);
    }

    private void update(String id, KeyRing ring, String password) {
        put(connector(id, ring, password, stores.connectors.get(id).version() + 1));
    }

    private String password(String id, KeyRing ring) {
        Opened opened = new SealedConnectorVault(ring).open(stores.connectors.get(id));
        return ((Opened.Secrets) opened).value().path("password").stringValue();
    }

    private long readable(KeyRing ring) {
        ConnectorVault vault = new SealedConnectorVault(ring);
        return stores.connectors.values().stream()
                .filter(connector -> vault.open(connector) instanceof Opened.Secrets)
                .count();
    }

    private SealedTokenStore tokens(KeyRing ring) {
        return new SealedTokenStore(stores, stores, ring);
    }

    private KeyRotation rotation(KeyRing ring) {
        return new KeyRotation(stores, stores, stores, ring);
    }

    private Result rotate(KeyRing ring) {
        return rotation(ring).rotate(KeyRotation.LARGEST_BATCH, Optional.empty());
    }

    private static KeyRing ring(String primary, String... others) {
        return KeyRing.of(
                new Secret(primary.repeat(32)),
                List.of(others).stream().map(text -> new Secret(text.repeat(32))).toList(),
                IdSource.random());
    }
}
