package dev.patchbay.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.connector.ConnectorStore;
import dev.patchbay.engine.connector.StoredConnector;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.sql.Figures;
import dev.patchbay.testkit.PostgresDatabase;
import dev.patchbay.testkit.PostgresServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** How many durable writes a second 64 callers get; the figures of docs/adr/0007. */
@EnabledIfSystemProperty(named = "patchbay.campaign", matches = "true")
class StoreRateTest {

    private static final int CALLERS = 64;
    private static final Duration LENGTH = Duration.ofSeconds(5);

    @Test
    void sqliteSharesCommits(@TempDir Path folder) throws Exception {
        try (Database database =
                Database.open(new DatabaseOptions.Sqlite(folder, Clock.system()))) {
            assertThat(writesPerSecond("SQLite", database)).isGreaterThan(5_000);
        }
    }

    @Test
    void postgresWritesOnSeveralConnections() throws Exception {
        try (PostgresDatabase fresh = PostgresServer.durable().newDatabase();
                Database database = Database.open(TestDatabase.postgres(fresh, false))) {
            assertThat(writesPerSecond("PostgreSQL", database)).isGreaterThan(500);
        }
    }

    private static double writesPerSecond(String name, Database database) throws Exception {
        run(database, LENGTH.dividedBy(2), new ConcurrentLinkedQueue<>());
        Figures before = database.figures();
        ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
        run(database, LENGTH, nanos);
        Figures after = database.figures();
        List<Long> sorted = nanos.stream().sorted().toList();
        double seconds = LENGTH.toMillis() / 1_000.0;
        double rate = sorted.size() / seconds;
        System.out.printf(
                "%s: %.0f writes/s, %.0f commits/s, %.2f ms a commit, p50 %.1f ms, p99 %.1f ms%n",
                name,
                rate,
                (after.commits() - before.commits()) / seconds,
                (after.commitNanos() - before.commitNanos())
                        / 1e6
                        / (after.commits() - before.commits()),
                sorted.get(sorted.size() / 2) / 1e6,
                sorted.get(sorted.size() * 99 / 100) / 1e6);
        return rate;
    }

    private static final AtomicLong IDS = new AtomicLong();

    private static void run(Database database, Duration length, ConcurrentLinkedQueue<Long> nanos)
            throws Exception {
        ConnectorStore connectors = database.connectors();
        long end = System.nanoTime() + length.toNanos();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                running.add(
                        callers.submit(() -> {
                            while (System.nanoTime() < end) {
                                long begun = System.nanoTime();
                                StoredConnector row = row();
                                database.work().write(tx -> connectors.insert(tx, row));
                                nanos.add(System.nanoTime() - begun);
                            }
                        }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    private static StoredConnector row() {
        return new StoredConnector(
                "connector-" + IDS.incrementAndGet(),
                "default",
                ".webhook",
                "a name",
                "{\"url\":\"" + "x".repeat(300) + "\"}",
                new byte[100],
                false,
                1,
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
