package dev.patchbay.store.delivery;

import static dev.patchbay.store.delivery.DeliveryNode.draft;
import static dev.patchbay.store.delivery.DeliveryNode.number;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.delivery.DeliveryStore;
import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.Database;
import dev.patchbay.store.TestDatabase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** What is held by nobody who works goes on long before its lease runs out. */
class TakeOverIT {

    /** No test waits for its end. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    /** Longer than a node may be silent. */
    private static final long LONG_ANSWER = TimeUnit.SECONDS.toNanos(4);

    /** The answer that a silent node waits for; others answer by the time. */
    private final CountDownLatch takenOver = new CountDownLatch(1);

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch began = new CountDownLatch(1);

    /** Of a node that gives no sign of life and renews nothing. */
    private static final class Frozen implements Clock {
        @Override
        public Instant now() {
            return Clock.system().now();
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }

    private DeliveryNode node(Database database, String name, Clock clock) {
        DeliveryNode.Setup setup = new DeliveryNode.Setup(invocation -> receive(invocation, name));
        setup.name = name;
        setup.clock = clock;
        setup.lease = LEASE;
        // So that the silent one does not claim anew what is taken from it.
        setup.mostInFlight = 1;
        setup.grace = Duration.ofMinutes(1);
        return new DeliveryNode(database, setup);
    }

    private Outcome receive(Invocation invocation, String name) {
        began.countDown();
        switch (name) {
            case "silent" -> await(takenOver);
            case "slow" -> LockSupport.parkNanos(LONG_ANSWER);
            default -> {}
        }
        received.add(name + " " + invocation.params().path("n").intValue());
        return Outcome.ok();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(120, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatASilentNodeHoldsIsTakenOver() throws Exception {
        try (TestDatabase storage = TestDatabase.open(TestDatabase.Kind.POSTGRES);
                Database second = storage.another();
                DeliveryNode silent = node(storage.get(), "silent", new Frozen());
                DeliveryNode other = node(second, "other", Clock.system())) {
            silent.workers.start();
            String id = silent.accept(draft(number(1), Optional.of("a"))).getFirst();
            began.await();
            other.workers.start();

            other.awaitState(id, "delivered");
            assertThat(received.getFirst()).isEqualTo("other 1");
            assertThat(silent.workers.inFlight()).isEqualTo(1);
            takenOver.countDown();
        }
        assertThat(received).containsExactly("other 1", "silent 1");
    }

    @Test
    void aNodeThatLivesKeepsWhatTakesLong() throws Exception {
        try (TestDatabase storage = TestDatabase.open(TestDatabase.Kind.POSTGRES);
                Database second = storage.another();
                DeliveryNode slow = node(storage.get(), "slow", Clock.system());
                DeliveryNode other = node(second, "other", Clock.system())) {
            slow.workers.start();
            String id = slow.accept(draft(number(1), Optional.of("a"))).getFirst();
            began.await();
            other.workers.start();

            other.awaitState(id, "delivered");
            assertThat(received).containsExactly("slow 1");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aClaimWhoseAnswerWasLostIsGivenBack(TestDatabase.Kind kind) throws Exception {
        AtomicBoolean cut = new AtomicBoolean();
        DeliveryNode.Setup setup =
                new DeliveryNode.Setup(invocation -> receive(invocation, "node"));
        setup.lease = LEASE;
        try (TestDatabase storage = TestDatabase.open(kind);
                DeliveryNode node = cutOff(storage.get(), cut, setup)) {
            node.workers.start();
            String id = node.accept(draft(number(1), Optional.of("a"))).getFirst();

            node.awaitState(id, "delivered");
            assertThat(cut).isTrue();
            assertThat(received).containsExactly("node 1");
        }
    }

    private static DeliveryNode cutOff(
            Database database, AtomicBoolean cut, DeliveryNode.Setup setup) {
        return new DeliveryNode(
                losingAnAnswer(database.deliveries(), cut),
                database.work(),
                database.events(),
                setup);
    }

    /** The real store; its connection breaks after the first claim was committed. */
    private static DeliveryStore losingAnAnswer(DeliveryStore store, AtomicBoolean cut) {
        return WatchedStore.over(
                store,
                (method, answer) -> {
                    if (answer instanceof List<?> claimed
                            && method.equals("claim")
                            && !claimed.isEmpty()
                            && cut.compareAndSet(false, true)) {
                        throw new StoreUnavailableException("cut off", new IOException("cut off"));
                    }
                });
    }
}
