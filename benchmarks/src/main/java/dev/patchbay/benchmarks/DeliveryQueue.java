package dev.patchbay.benchmarks;

import dev.patchbay.benchmarks.DeliverySide.Kind;
import dev.patchbay.engine.delivery.ClaimedDelivery;
import dev.patchbay.engine.delivery.Completed;
import dev.patchbay.engine.delivery.Completion;
import dev.patchbay.engine.delivery.Delivery;
import dev.patchbay.engine.delivery.DeliveryIds;
import dev.patchbay.engine.delivery.NewDelivery;
import dev.patchbay.engine.security.Caller;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;
import dev.patchbay.store.Database;
import dev.patchbay.store.DatabaseOptions;
import dev.patchbay.store.sql.DatabaseUnusableException;
import dev.patchbay.testkit.PostgresDatabase;
import dev.patchbay.testkit.PostgresServer;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A long queue: what a claim costs, asked of the store itself, and how long it takes to drain. */
final class DeliveryQueue {

    private static final int SHORT_QUEUE = 1_000;
    private static final int CLAIMED = 100;
    private static final int CLAIMS = 500;
    private static final int AT_ONCE = 1_000;

    /** Deliveries a second that one client has accepted in batches, at least as a rule. */
    private static final double BATCHED_RATE = 12_000;

    private DeliveryQueue() {}

    static void claims(Kind kind, DeliveryForm form, Path folder) throws IOException {
        switch (kind) {
            case SQLITE ->
                    claims(
                            kind,
                            form,
                            new DatabaseOptions.Sqlite(folder.resolve("claims"), Clock.system()));
            case POSTGRES -> {
                try (PostgresDatabase fresh = PostgresServer.durable().newDatabase()) {
                    claims(
                            kind,
                            form,
                            new DatabaseOptions.Postgres(
                                    new Secret(fresh.jdbcUrl()),
                                    Optional.of(PostgresDatabase.USER),
                                    Optional.of(new Secret("benchmark")),
                                    false,
                                    4,
                                    Clock.system()));
                }
            }
        }
    }

    private static void claims(Kind kind, DeliveryForm form, DatabaseOptions options)
            throws IOException {
        try (Database database = Database.open(options)) {
            fill(database, SHORT_QUEUE);
            claimP99(database);
            double few = claimP99(database);
            fill(database, form.pending() - SHORT_QUEUE);
            claimP99(database);
            double many = claimP99(database);
            System.out.printf(
                    Locale.ROOT,
                    "%s: claim of %d, p99, with %d pending %.1f ms, with %d pending %.1f ms: %.2f"
                            + " ×; floor 2 ×, aim 1.3 ×%n",
                    kind.label(),
                    CLAIMED,
                    SHORT_QUEUE,
                    few,
                    form.pending(),
                    many,
                    many / few);
        } catch (DatabaseUnusableException e) {
            throw new IOException("no database", e);
        }
    }

    private static void fill(Database database, int count) {
        DeliveryIds ids = new DeliveryIds(Clock.system(), IdSource.random());
        byte[] sealed = new byte[Webhooks.BODY_BYTES];
        for (int done = 0; done < count; done += AT_ONCE) {
            List<NewDelivery> fresh = new ArrayList<>();
            for (int i = 0; i < Math.min(AT_ONCE, count - done); i++) {
                fresh.add(
                        new NewDelivery(
                                new Delivery(
                                        ids.next(),
                                        "default",
                                        Webhooks.id("load", i % DeliverySide.CONNECTORS),
                                        ".webhook",
                                        Optional.empty(),
                                        new Caller("elastic", "u", Optional.empty()),
                                        Clock.system().now(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()),
                                sealed,
                                Optional.empty()));
            }
            database.work()
                    .write(tx -> {
                        database.deliveries().insert(tx, fresh);
                        return true;
                    });
        }
    }

    /** Each claim is put back at the end of what is due. */
    private static double claimP99(Database database) {
        Histogram micros = OpenLoop.histogram();
        for (int i = 0; i < CLAIMS; i++) {
            long start = System.nanoTime();
            List<ClaimedDelivery> claimed =
                    database.deliveries().claim("benchmark", CLAIMED, Duration.ofSeconds(30));
            micros.recordValue((System.nanoTime() - start) / 1_000);
            List<Completed> back =
                    claimed.stream()
                            .map(one -> new Completed(one, new Completion.Postponed(Duration.ZERO)))
                            .toList();
            database.work().write(tx -> database.deliveries().complete(tx, back));
        }
        return micros.getValueAtPercentile(99) / 1_000.0;
    }

    /** Accepts a long queue whose time comes when it is complete, and waits until it is empty. */
    static void drain(Kind kind, DeliveryForm form, Path folder, int targetPort)
            throws IOException {
        try (DeliverySide side =
                DeliverySide.start(
                        kind,
                        folder.resolve("drain-" + kind),
                        "xpack.actions.queued.max: 100000000\n",
                        DeliverySide.CONNECTORS,
                        targetPort)) {
            Duration patience = Duration.ofMillis((long) (form.pending() * 2_000.0 / BATCHED_RATE));
            Instant due = Clock.system().now().plus(patience).plusSeconds(10);
            int perRequest = 100;
            try (HttpConnection connection = new HttpConnection(side.server().port())) {
                for (int sent = 0; sent < form.pending(); sent += perRequest) {
                    HttpReply reply =
                            connection.send(
                                    side.submissions().next(perRequest, Optional.of(due)).bytes());
                    if (reply.status() != 202) {
                        throw new IOException("answered " + reply.status());
                    }
                }
            }
            boolean inTime = Clock.system().now().isBefore(due);
            while (Clock.system().now().isBefore(due)) {
                LockSupport.parkNanos(1_000_000);
            }
            boolean all = side.awaitDelivered(form.pending(), Duration.ofMinutes(20));
            double seconds = Duration.between(due, Clock.system().now()).toMillis() / 1_000.0;
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d pending drained in %.1f s, %.0f /s%s%s; floor 10 min, aim 4 min%n",
                    kind.label(),
                    form.pending(),
                    seconds,
                    form.pending() / seconds,
                    all ? "" : ", NOT all",
                    inTime ? "" : ", some while others were accepted");
        }
    }
}
