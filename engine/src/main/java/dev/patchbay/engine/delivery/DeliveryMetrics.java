package dev.patchbay.engine.delivery;

import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.time.Clock;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import java.time.Duration;
import java.util.function.Supplier;

/** Figures of deliveries. Thread-safe. */
final class DeliveryMetrics {

    private final MeterRegistry registry;

    DeliveryMetrics(
            MeterRegistry registry,
            DeliveryStore store,
            QueueSize queue,
            Gates gates,
            Supplier<Number> inFlight,
            Clock clock) {
        this.registry = registry;
        Gauge.builder("patchbay.deliveries.pending", () -> known(queue::now))
                .description("Accepted deliveries that have not ended")
                .register(registry);
        Gauge.builder("patchbay.deliveries.oldest.due", () -> known(() -> seconds(store)))
                .baseUnit("seconds")
                .description("For how long the delivery that waits longest has been due")
                .register(registry);
        Gauge.builder("patchbay.deliveries.running", inFlight)
                .description("Attempts of deliveries under way")
                .register(registry);
        Gauge.builder("patchbay.deliveries.breakers.open", gates::openBreakers)
                .description("Targets whose breaker is open on this node")
                .register(registry);
        for (BreakerState state : BreakerState.values()) {
            Gauge.builder("patchbay.deliveries.breakers", () -> gates.breakers(state))
                    .tag("state", state.label())
                    .description("Targets by the state of their breaker on this node")
                    .register(registry);
        }
        Gauge.builder("patchbay.deliveries.oldest.age", () -> known(() -> age(store, clock)))
                .baseUnit("seconds")
                .description("For how long the oldest delivery that has not ended is accepted")
                .register(registry);
    }

    private static double seconds(DeliveryStore store) {
        return store.oldestDue().orElse(Duration.ZERO).toMillis() / 1000.0;
    }

    private static double age(DeliveryStore store, Clock clock) {
        return store.oldestAccepted()
                .map(at -> Math.max(0, Duration.between(at, clock.now()).toMillis()) / 1000.0)
                .orElse(0.0);
    }

    /** A scrape must not fail with the database. */
    private static double known(Supplier<? extends Number> figure) {
        try {
            return figure.get().doubleValue();
        } catch (StoreUnavailableException e) {
            return Double.NaN;
        }
    }

    /** An attempt came to an outcome. */
    void attempted(String typeId, Outcome outcome) {
        String reason = outcome instanceof Outcome.Failed failed ? failed.reason().label() : "none";
        registry.counter(
                        "patchbay.deliveries.attempts",
                        "type",
                        typeId,
                        "outcome",
                        reason.equals("none") ? "success" : "failure",
                        "reason",
                        reason)
                .increment();
    }

    /** A delivery is dead and another connector has it now. */
    void tookOver(String typeId) {
        registry.counter("patchbay.deliveries.fallbacks", "type", typeId).increment();
    }

    /**
     * A delivery came to its end.
     *
     * @param since it was accepted
     */
    void ended(String typeId, DeliveryState state, Duration since) {
        if (state == DeliveryState.DELIVERED) {
            registry.timer("patchbay.deliveries.delivered", "type", typeId).record(since);
        }
        registry.counter("patchbay.deliveries.ended", "type", typeId, "state", state.label())
                .increment();
    }
}
