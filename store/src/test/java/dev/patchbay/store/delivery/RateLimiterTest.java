package dev.patchbay.store.delivery;

import static dev.patchbay.store.delivery.DeliveryNode.draft;
import static dev.patchbay.store.delivery.DeliveryNode.number;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.execution.RateLimits;
import dev.patchbay.engine.execution.RateWindow;
import dev.patchbay.sdk.outcome.Outcome;
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
        // PostgreSQL goes by its own clock: there the window is as short in real time.
        Duration window = Duration.ofMillis(400);
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

            Until.holds(
                    "all are through",
                    () -> {
                        clock.pass(window.dividedBy(8));
                        return calls.size() == DELIVERIES;
                    });
            ids.forEach(id -> node.awaitState(id, "delivered"));
            List<Long> times = List.copyOf(calls);
            for (int i = 1; i < DELIVERIES; i++) {
                assertThat(times.get(i) - times.get(i - 1))
                        .isGreaterThanOrEqualTo(window.toNanos());
            }
            assertThat(ids).allMatch(id -> node.status(id).log().count() == 1);
        }
    }
}
