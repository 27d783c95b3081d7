package dev.patchbay.store.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.Database;
import dev.patchbay.store.DatabaseOptions;
import dev.patchbay.store.TestDatabase;
import dev.patchbay.store.sql.Figures;
import dev.patchbay.testkit.PostgresDatabase;
import dev.patchbay.testkit.PostgresServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** How many deliveries a second 64 callers get accepted and completed, on disks that are synced. */
@EnabledIfSystemProperty(named = "patchbay.campaign", matches = "true")
class DeliveryRateTest {

    private static final int CALLERS = 64;

    /** A caller that is this much ahead of the workers waits: the rate is that of both. */
    private static final int MOST_AHEAD = 2_000;

    private static final Duration LENGTH = Duration.ofSeconds(10);

    private final AtomicInteger accepted = new AtomicInteger();
    private final Semaphore ahead = new Semaphore(MOST_AHEAD);
    private final AtomicInteger attempted = new AtomicInteger();

    @Test
    void sqlite(@TempDir Path folder) throws Exception {
        try (Database database =
                Database.open(new DatabaseOptions.Sqlite(folder, Clock.system()))) {
            assertThat(completedPerSecond("SQLite", database)).isGreaterThan(2_500);
        }
    }

    @Test
    void postgres() throws Exception {
        try (PostgresDatabase fresh = PostgresServer.durable().newDatabase();
                Database database = Database.open(TestDatabase.postgres(fresh, false))) {
            assertThat(completedPerSecond("PostgreSQL", database)).isGreaterThan(1_500);
        }
    }

    private double completedPerSecond(String name, Database database) throws Exception {
        DeliveryNode.Setup setup =
                new DeliveryNode.Setup(_ -> {
                    attempted.incrementAndGet();
                    ahead.release();
                    return Outcome.ok();
                });
        setup.mostInFlight = 2_500;
        try (DeliveryNode node = new DeliveryNode(database, setup)) {
            node.workers.start();
            run(node, Duration.ofSeconds(4), new ConcurrentLinkedQueue<>());
            ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
            int before = accepted.get();
            Figures first = database.figures();
            long begun = System.nanoTime();
            run(node, LENGTH, nanos);
            Until.holds("all are completed", () -> database.deliveries().pending() == 0);
            double seconds = (System.nanoTime() - begun) / 1e9;
            List<Long> sorted = nanos.stream().sorted().toList();
            double rate = (accepted.get() - before) / seconds;
            Figures last = database.figures();
            long commits = last.commits() - first.commits();
            System.out.printf(
                    "%s: %.0f accepted and completed a second, %.0f commits/s, %.1f ms a commit,"
                            + " accepted in p50 %.1f ms, p99 %.1f ms%n",
                    name,
                    rate,
                    commits / seconds,
                    (last.commitNanos() - first.commitNanos()) / 1e6 / commits,
                    sorted.get(sorted.size() / 2) / 1e6,
                    sorted.get(sorted.size() * 99 / 100) / 1e6);
            assertThat(attempted.get()).isEqualTo(accepted.get());
            return rate;
        }
    }

    private void run(DeliveryNode node, Duration length, ConcurrentLinkedQueue<Long> nanos)
            throws Exception {
        long end = System.nanoTime() + length.toNanos();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                running.add(
                        callers.submit(() -> {
                            while (System.nanoTime() < end) {
                                ahead.acquireUninterruptibly();
                                long begun = System.nanoTime();
                                node.accept(
                                        DeliveryNode.draft(
                                                DeliveryNode.number(1), Optional.empty()));
                                nanos.add(System.nanoTime() - begun);
                                accepted.incrementAndGet();
                            }
                        }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }
}
