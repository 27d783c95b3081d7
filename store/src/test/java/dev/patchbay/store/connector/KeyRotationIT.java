package dev.patchbay.store.connector;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import dev.patchbay.engine.connector.ConnectorVault;
import dev.patchbay.engine.connector.ConnectorVault.Opened;
import dev.patchbay.engine.connector.KeyRotation;
import dev.patchbay.engine.connector.KeyRotation.Failed;
import dev.patchbay.engine.connector.KeyRotation.Result;
import dev.patchbay.engine.connector.SealedConnectorVault;
import dev.patchbay.engine.connector.SealedTokenStore;
import dev.patchbay.engine.connector.StoredConnector;
import dev.patchbay.engine.secret.KeyRing;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.oauth.TokenStore.StoredToken;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.IdSource;
import dev.patchbay.store.Database;
import dev.patchbay.store.TestDatabase;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** The key ring over real databases: three starts, ten thousand records, one of them corrupt. */
@ParameterizedClass
@EnumSource(TestDatabase.Kind.class)
class KeyRotationIT {

    private static final int RECORDS = 10_000;
    private static final int TOKENS = 200;
    private static final Instant AT = Instant.parse("2026-11-26T10:00:00.123Z");
    private static final KeyRing A = ring("a");
    private static final KeyRing B_A = ring("b", "a");
    private static final KeyRing B = ring("b");

    private final TestDatabase database;

    KeyRotationIT(TestDatabase.Kind kind) {
        database = TestDatabase.open(kind);
    }

    @AfterEach
    void close() throws Exception {
        database.close();
    }

    @Test
    void threeStartsRotateAllButTheCorruptRecordWhichIsNamed() {
        fill(database.get(), RECORDS, A);
        tokens(database.get(), TOKENS, A);
        corrupt(id(4_711));

        // Second start: key B, and A to decrypt.
        Database second = database.reopen();
        assertThat(readable(second, B_A)).isEqualTo(RECORDS - 1);
        ListAppender<ILoggingEvent> log = trace();
        long start = System.nanoTime();
        Result result = rotation(second, B_A).rotate(KeyRotation.LARGEST_BATCH, Optional.empty());
        System.out.printf(
                "KeyRotationIT: %d records in %d ms%n",
                RECORDS + TOKENS, (System.nanoTime() - start) / 1_000_000);

        String why =
                "it, or what it is bound to, was changed after it was sealed with the key "
                        + A.primaryKeyId();
        assertThat(result)
                .isEqualTo(
                        new Result.Finished(
                                RECORDS + TOKENS,
                                RECORDS + TOKENS - 1,
                                List.of(new Failed("action", id(4_711), why))));
        assertThat(log.list)
                .extracting(event -> event.getLevel() + " " + event.getFormattedMessage())
                .contains(
                        "WARN saved object \"action,"
                                + id(4_711)
                                + "\" could not be re-encrypted: "
                                + why)
                .noneMatch(line -> line.contains("canary"));

        // Third start: key B alone.
        Database third = database.reopen();
        assertThat(readable(third, B)).isEqualTo(RECORDS - 1);
        assertThat(readable(third, A)).isZero();
        SealedTokenStore tokens = new SealedTokenStore(third.tokens(), third.work(), B);
        for (int i = 0; i < TOKENS; i++) {
            assertThat(tokens.find(id(i)).orElseThrow().authorization().reveal())
                    .isEqualTo("Bearer canary-token-" + i);
        }
        assertThat(rotation(third, B).rotate(1, Optional.empty()))
                .isEqualTo(new Result.NoOldKeys());

        // New secrets repair the corrupt one.
        StoredConnector corrupt = third.connectors().find("default", id(4_711)).orElseThrow();
        assertThat(update(third, sealed(id(4_711), B, "mended", corrupt.version() + 1))).isTrue();
        assertThat(readable(third, B)).isEqualTo(RECORDS);
    }

    @Test
    void batchesSeeEveryRecordOnceAlsoTwiceInARow() {
        fill(database.get(), 1_000, A);
        KeyRotation rotation = rotation(database.get(), B_A);

        assertThat(rotation.rotate(7, Optional.of("action")))
                .isEqualTo(new Result.Finished(1_000, 1_000, List.of()));
        assertThat(rotation.rotate(333, Optional.of("action")))
                .isEqualTo(new Result.Finished(1_000, 0, List.of()));
    }

    @Test
    void updatesDuringARotationAreNeverLost() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("KeyRotationIT seed " + seed);
        Database db = database.get();
        fill(db, 2_000, A);
        AtomicBoolean done = new AtomicBoolean();
        Set<String> written = new HashSet<>();
        Thread writer =
                Thread.ofPlatform()
                        .start(() -> {
                            Random random = new Random(seed);
                            while (!done.get()) {
                                String id = id(random.nextInt(2_000));
                                if (put(db, id, random.nextBoolean() ? B_A : A)) {
                                    written.add(id);
                                }
                            }
                        });
        Result result = rotation(db, B_A).rotate(100, Optional.empty());
        done.set(true);
        writer.join();

        assertThat(((Result.Finished) result).failed()).as("seed %d", seed).isEmpty();
        assertThat(written).as("seed %d", seed).isNotEmpty();
        ConnectorVault vault = new SealedConnectorVault(B_A);
        for (StoredConnector row : all(db)) {
            String expected = written.contains(row.id()) ? "updated" : "canary-" + row.id();
            assertThat(((Opened.Secrets) vault.open(row)).value().path("password").stringValue())
                    .as("seed %d, %s", seed, row.id())
                    .isEqualTo(expected);
        }
    }

    /** A PUT as a node does it: reads, seals with its own primary key, writes on that version. */
    private static boolean put(Database db, String id, KeyRing ring) {
        long version = db.connectors().find("default", id).orElseThrow().version();
        return update(db, sealed(id, ring, "updated", version + 1));
    }

    private static boolean update(Database db, StoredConnector connector) {
        return db.work().write(tx -> db.connectors().update(tx, connector));
    }

    private static void fill(Database db, int count, KeyRing ring) {
        for (int from = 0; from < count; from += 500) {
            List<StoredConnector> some = new ArrayList<>();
            for (int i = from; i < Math.min(count, from + 500); i++) {
                some.add(sealed(id(i), ring, "canary-" + id(i), 1));
            }
            db.work().write(tx -> some.stream().allMatch(one -> db.connectors().insert(tx, one)));
        }
    }

    private static void tokens(Database db, int count, KeyRing ring) {
        SealedTokenStore tokens = new SealedTokenStore(db.tokens(), db.work(), ring);
        for (int i = 0; i < count; i++) {
            Secret token = new Secret("Bearer canary-token-" + i);
            tokens.put(id(i), new StoredToken(token, AT, Optional.of(AT.plusSeconds(i))));
        }
    }

    private void corrupt(String id) {
        Database db = database.get();
        StoredConnector row = db.connectors().find("default", id).orElseThrow();
        byte[] sealed = row.sealedSecrets().clone();
        sealed[sealed.length / 2] ^= 1;
        assertThat(
                        update(
                                db,
                                new StoredConnector(
                                        row.id(),
                                        row.spaceId(),
                                        row.typeId(),
                                        row.name(),
                                        row.config(),
                                        sealed,
                                        row.missingSecrets(),
                                        row.version() + 1,
                                        row.createdAt(),
                                        row.updatedAt())))
                .isTrue();
    }

    private static StoredConnector sealed(String id, KeyRing ring, String password, long version) {
        String config = "{\"hasAuth\":true,\"url\":\"https://ex\u00e4mple.test/" + id + "\"}";
        byte[] sealed =
                new SealedConnectorVault(ring)
                        .seal(
                                id,
                                ".webhook",
                                config,
                                false,
                                Json.object().put("user", "jane").put("password", password));
        return new StoredConnector(
                id, "default", ".webhook", "Name", config, sealed, false, version, AT, AT);
    }

    private static long readable(Database db, KeyRing ring) {
        ConnectorVault vault = new SealedConnectorVault(ring);
        return all(db).stream().filter(row -> vault.open(row) instanceof Opened.Secrets).count();
    }

    private static List<StoredConnector> all(Database db) {
        return db.connectors().list("default");
    }

    private static KeyRotation rotation(Database db, KeyRing ring) {
        return new KeyRotation(db.connectors(), db.tokens(), db.work(), ring);
    }

    private static String id(int number) {
        return "c-%05d".formatted(number);
    }

    private static ListAppender<ILoggingEvent> trace() {
        Logger logger = (Logger) LoggerFactory.getLogger(KeyRotation.class);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger.setLevel(Level.TRACE);
        logger.addAppender(appender);
        return appender;
    }

    private static KeyRing ring(String primary, String... others) {
        return KeyRing.of(
                new Secret(primary.repeat(32)),
                List.of(others).stream().map(text -> new Secret(text.repeat(32))).toList(),
                IdSource.random());
    }
}
