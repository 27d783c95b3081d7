package dev.patchbay.store.delivery;

import static dev.patchbay.store.delivery.DeliveryNode.draft;
import static dev.patchbay.store.delivery.DeliveryNode.number;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.delivery.DeliveryStore;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.store.TestDatabase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Nodes know of each other's breakers. */
class SharedBreakersTest {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final HandClock clock = new HandClock();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicBoolean well = new AtomicBoolean();

    private Outcome answer() {
        calls.incrementAndGet();
        return well.get()
                ? Outcome.ok()
                : Failed.of(Reason.NETWORK, "no route").withEffect(Effect.NONE);
    }

    private DeliveryNode node(TestDatabase database, String name) {
        DeliveryNode.Setup setup = new DeliveryNode.Setup(_ -> answer());
        setup.name = name;
        setup.clock = clock;
        DeliveryNode node = new DeliveryNode(database.get(), setup);
        node.workers.start();
        return node;
    }

    private static List<String> accept(DeliveryNode node, int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.addAll(node.accept(draft(number(i), Optional.empty())));
        }
        return ids;
    }

    @Test
    void whatOneNodeOpenedIsOpenForTheOtherWhichSendsTheOneProbe() throws Exception {
        try (TestDatabase database = TestDatabase.open(TestDatabase.Kind.SQLITE, clock)) {
            try (DeliveryNode first = node(database, "first")) {
                for (int i = 1; i <= 5; i++) {
                    accept(first, 1);
                    int sent = i;
                    Until.holds("attempt " + i, () -> calls.get() == sent);
                    first.awaitIdle();
                }
            }
            DeliveryStore store = database.get().deliveries();
            assertThat(store.openBreakers()).containsOnlyKeys(DeliveryNode.CONNECTOR);

            try (DeliveryNode second = node(database, "second")) {
                List<String> waiting = accept(second, 3);
                LockSupport.parkNanos(100_000_000);
                assertThat(calls).hasValue(5);

                clock.pass(Duration.ofSeconds(5));
                Until.holds("the probe", () -> calls.get() == 6);
                LockSupport.parkNanos(100_000_000);
                assertThat(calls).hasValue(6);
                Until.holds(
                        "the breaker stays open, for twice as long",
                        () ->
                                Duration.ofSeconds(10)
                                        .equals(store.openBreakers().get(DeliveryNode.CONNECTOR)));

                well.set(true);
                clock.pass(Duration.ofMinutes(1));
                Until.holds(
                        "closed",
                        () -> {
                            clock.pass(Duration.ofSeconds(1));
                            return store.openBreakers().isEmpty();
                        });
                Until.holds(
                        "all are through",
                        () -> {
                            clock.pass(Duration.ofSeconds(1));
                            return waiting.stream()
                                    .allMatch(id -> second.state(id).equals("delivered"));
                        });
            }
        }
    }

    @Test
    void aChangedConnectorIsTriedAtOnceHoweverLongTheProbeOfItsOldTargetTakes() throws Exception {
        CountDownLatch probing = new CountDownLatch(1);
        CountDownLatch late = new CountDownLatch(1);
        DeliveryNode.Setup setup =
                new DeliveryNode.Setup(_ -> {
                    Outcome outcome = answer();
                    if (calls.get() == 6) {
                        probing.countDown();
                        await(late);
                    }
                    return outcome;
                });
        setup.clock = clock;
        try (TestDatabase database = TestDatabase.open(TestDatabase.Kind.SQLITE, clock);
                DeliveryNode node = new DeliveryNode(database.get(), setup)) {
            node.workers.start();
            for (int i = 1; i <= 5; i++) {
                accept(node, 1);
                int sent = i;
                Until.holds("attempt " + i, () -> calls.get() == sent);
                node.awaitIdle();
            }
            clock.pass(Duration.ofSeconds(7));
            await(probing);

            well.set(true);
            DeliveryStore store = database.get().deliveries();
            database.get()
                    .work()
                    .write(tx -> {
                        store.changed(tx, DeliveryNode.CONNECTOR);
                        return true;
                    });
            clock.pass(Duration.ofSeconds(1));
            Until.holds("the node knows", () -> !open(node));
            String fresh = accept(node, 1).getFirst();
            Until.holds("through", () -> node.state(fresh).equals("delivered"));

            late.countDown();
            node.awaitIdle();
            assertThat(open(node)).isFalse();
            assertThat(store.openBreakers()).isEmpty();
        }
    }

    private static boolean open(DeliveryNode node) {
        return node.meters.get("patchbay.deliveries.breakers.open").gauge().value() > 0;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theProbeIsLeasedToOne(TestDatabase.Kind kind) throws Exception {
        try (TestDatabase database = TestDatabase.open(kind)) {
            DeliveryStore store = database.get().deliveries();
            var work = database.get().work();
            assertThat((Object) work.write(tx -> store.probe(tx, "c", LEASE)))
                    .isEqualTo(Duration.ZERO);

            open(database, Duration.ofMinutes(1));
            Duration early = work.write(tx -> store.probe(tx, "c", LEASE));
            assertThat(early).isBetween(LEASE.plusSeconds(1), Duration.ofMinutes(1));
            assertThat(store.openBreakers().get("c"))
                    .isBetween(LEASE.plusSeconds(1), Duration.ofMinutes(1));

            open(database, Duration.ZERO);
            assertThat((Object) work.write(tx -> store.probe(tx, "c", LEASE)))
                    .isEqualTo(Duration.ZERO);
            Duration other = work.write(tx -> store.probe(tx, "c", LEASE));
            assertThat(other).isBetween(Duration.ofSeconds(1), LEASE);

            work.write(tx -> {
                store.closed(tx, "c");
                return true;
            });
            assertThat(store.openBreakers()).isEmpty();
        }
    }

    private static void open(TestDatabase database, Duration pause) {
        database.get()
                .work()
                .write(tx -> {
                    database.get().deliveries().opened(tx, "c", pause);
                    return true;
                });
    }
}
