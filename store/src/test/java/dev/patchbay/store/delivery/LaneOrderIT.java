package dev.patchbay.store.delivery;

import static dev.patchbay.store.delivery.DeliveryNode.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.delivery.DeliveryDraft;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.Database;
import dev.patchbay.store.TestDatabase;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Two nodes, failures, and attempts that take longer than a lease that nobody renews. */
class LaneOrderIT {

    private static final int LANES = 12;
    private static final int EACH = 20;
    private static final Duration LEASE = Duration.ofMillis(250);

    private final Map<Integer, List<Integer>> firstSuccesses = new ConcurrentHashMap<>();
    private final AtomicInteger overslept = new AtomicInteger();

    /** A node that is frozen again and again: its leases are never renewed. */
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

    private Outcome attempt(Invocation invocation, boolean frozen) {
        int chance = ThreadLocalRandom.current().nextInt(100);
        if (chance < 10) {
            return Failed.of(Reason.SERVER_ERROR, "503").withEffect(Effect.NONE);
        }
        if (chance < 15) {
            return Failed.of(Reason.TIMEOUT, "timeout").withEffect(Effect.UNKNOWN);
        }
        if (chance < 20 && frozen) {
            overslept.incrementAndGet();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(600));
        }
        List<Integer> seen =
                firstSuccesses.computeIfAbsent(
                        invocation.params().path("lane").intValue(),
                        _ -> new CopyOnWriteArrayList<>());
        int n = invocation.params().path("n").intValue();
        synchronized (seen) {
            if (!seen.contains(n)) {
                seen.add(n);
            }
        }
        return Outcome.ok();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void firstSuccessesComeInTheOrderOfAcceptance(TestDatabase.Kind kind) throws Exception {
        try (TestDatabase storage = TestDatabase.open(kind)) {
            Database second =
                    kind == TestDatabase.Kind.POSTGRES ? storage.another() : storage.get();
            try (DeliveryNode one = node(storage.get(), "one", false);
                    DeliveryNode two = node(second, "two", true)) {
                one.workers.start();
                two.workers.start();
                List<String> ids = new ArrayList<>();
                for (int n = 0; n < EACH; n++) {
                    DeliveryNode by = n % 2 == 0 ? one : two;
                    DeliveryDraft[] drafts = new DeliveryDraft[LANES];
                    for (int lane = 0; lane < LANES; lane++) {
                        drafts[lane] =
                                draft(
                                        Json.object().put("lane", lane).put("n", n),
                                        Optional.of("lane " + lane));
                    }
                    ids.addAll(by.accept(drafts));
                }
                Until.holds("all have ended", () -> storage.get().deliveries().pending() == 0);

                assertThat(ids).allMatch(id -> one.state(id).equals("delivered"));
                assertThat(overslept).hasPositiveValue();
                assertThat(firstSuccesses).hasSize(LANES);
                assertThat(firstSuccesses.values())
                        .allSatisfy(seen ->
                                assertThat(seen)
                                        .containsExactlyElementsOf(
                                                IntStream.range(0, EACH).boxed().toList()));
            } finally {
                if (second != storage.get()) {
                    second.close();
                }
            }
        }
    }

    private DeliveryNode node(Database database, String name, boolean frozen) {
        DeliveryNode.Setup setup =
                new DeliveryNode.Setup(invocation -> attempt(invocation, frozen));
        setup.name = name;
        setup.lease = LEASE;
        setup.schedule = Optional.of(DeliveryNode.quick());
        if (frozen) {
            setup.clock = new Frozen();
        }
        return new DeliveryNode(database, setup);
    }
}
