package dev.patchbay.engine.execution;

import dev.patchbay.sdk.outcome.Outcome;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts and times executions by type, outcome and reason. Thread-safe. */
final class ExecutionMetrics {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60)
    };

    private record Key(String type, String reason) {}

    private final ConcurrentMap<Key, Timer> timers = new ConcurrentHashMap<>();
    private final AtomicInteger running = new AtomicInteger();
    private final MeterRegistry registry;

    ExecutionMetrics(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("patchbay.executions.running", running, AtomicInteger::get)
                .description("Direct executions under way")
                .register(registry);
    }

    void began() {
        running.incrementAndGet();
    }

    void ended() {
        running.decrementAndGet();
    }

    /** An execution came to an outcome. */
    void finished(String typeId, Outcome outcome, long nanos) {
        String reason = outcome instanceof Outcome.Failed failed ? failed.reason().label() : "none";
        Key key = new Key(typeId, reason);
        Timer timer = timers.get(key);
        if (timer == null) {
            timer = timers.computeIfAbsent(key, this::timer);
        }
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Key key) {
        return Timer.builder("patchbay.executions")
                .description("Direct executions that passed validation, and their time")
                .tag("type", key.type())
                .tag("outcome", key.reason().equals("none") ? "success" : "failure")
                .tag("reason", key.reason())
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
