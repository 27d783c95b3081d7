package dev.patchbay.store.delivery;

import static dev.patchbay.store.delivery.DeliveryNode.draft;
import static dev.patchbay.store.delivery.DeliveryNode.number;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.execution.RateLimits;
import dev.patchbay.engine.execution.RateWindow;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.TestDatabase;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** {@code xpack.actions.rateLimiter} delays deliveries (contract/settings.md, section 2.7). */
class RateLimiterTest {

    private static final int DELIVERIES = 8;
    private static final Duration STEP = Duration.ofMillis(10);
    private static final Duration REAL_TIME_TO_COME_TOO_EARLY = Duration.ofMillis(50);

    /** More than open a breaker, and more than the attempts that Kibana's setting allows. */
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatHasNoRoomComesAgainAndCountsAsNoAttempt(TestDatabase.Kind kind) throws Exception {
        HandClock clock = new HandClock();
        List<Long> calls = new CopyOnWriteArrayList<>();
        DeliveryNode.Setup setup =
                new DeliveryNode.Setup(_ -> {
                    calls.add(clock.nanoTime());
                    return Outcome.ok();
                });
        setup.maxAttempts = Optional.of(1);
        setup.clock = clock;
        // PostgreSQL goes by its own clock: there what waits comes again after it in real time.
        Duration window = Duration.ofMillis(200);
        setup.rateLimits = new RateLimits(Map.of("test.target", new RateWindow(1, window, clock)));
        try (TestDatabase database = TestDatabase.open(kind, clock);
                DeliveryNode node = new DeliveryNode(database.get(), setup)) {
            node.workers.start();
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < DELIVERIES; i++) {
                ids.addAll(node.accept(draft(number(i), Optional.empty())));
            }
            Until.holds("the first is through", () -> calls.size() == 1);
            Until.holds("the others wait", () -> node.workers.inFlight() == 0);
            assertThat(ids.stream().map(node::state))
                    .containsOnlyOnce("delivered")
                    .filteredOn("pending"::equals)
                    .hasSize(DELIVERIES - 1);
            assertThat(ids.stream().mapToInt(id -> node.status(id).log().count()).sum())
                    .isEqualTo(1);

            for (int i = 1; i < DELIVERIES; i++) {
                int before = i;
                clock.pass(window.minus(STEP.multipliedBy(2)));
                Clock.system().sleep(REAL_TIME_TO_COME_TOO_EARLY);
                assertThat(calls).hasSize(before);
                Until.holds(
                        before + 1 + " are through",
                        () -> {
                            // Nobody is let in while time passes, by one step at most.
                            if (calls.size() == before && node.workers.inFlight() == 0) {
                                clock.pass(STEP);
                            }
                            return calls.size() > before;
                        });
            }
            ids.forEach(id -> node.awaitState(id, "delivered"));
            assertThat(calls).hasSize(DELIVERIES);
            for (int i = 1; i < DELIVERIES; i++) {
                assertThat(calls.get(i) - calls.get(i - 1))
                        .isGreaterThanOrEqualTo(window.minus(STEP).toNanos());
            }
            assertThat(ids).allMatch(id -> node.status(id).log().count() == 1);
        }
    }
}
