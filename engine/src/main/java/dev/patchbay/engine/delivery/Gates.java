package dev.patchbay.engine.delivery;

import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.time.Clock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What keeps one connector from taking this node's workers: attempts at once, of this node alone,
 * and a breaker, which {@link SharedBreakers} shares. Attempts are counted by connector; a breaker
 * belongs to a target, which is the connector, or the connector and the origin if params chose it
 * ({@link Deliverer#target}). Who may not go now gets a time, one after the other as attempts are
 * expected to come free: a lane is touched once and not polled, and those who wait for a target
 * that is not well never come due together, in front of everybody else's. Thread-safe.
 */
final class Gates {

    private static final Logger LOG = LoggerFactory.getLogger("deliveries");

    /**
     * Connectors and targets that are remembered; those that are well and idle are forgotten first.
     */
    private static final int MOST_KEPT = 10_000;

    private final Clock clock;
    private final Map<String, Gate> gates = new HashMap<>();

    Gates(Clock clock) {
        this.clock = clock;
    }

    /**
     * How long to wait before an attempt; zero = it may begin and must leave.
     *
     * @param now the monotonic time, which who leaves tells again
     */
    synchronized Duration enter(String connectorId, String target, DeliveryLimit limit, long now) {
        // In this order: a gate that is made may push out others that nobody has entered yet.
        Gate aim = gate(target, now);
        Gate gate = gate(connectorId, now);
        if (gate.running() >= limit.concurrency()) {
            return gate.waitForRoom(now, limit.concurrency());
        }
        long closed = aim.breaker().enter(now);
        if (closed > 0) {
            return aim.waitForProbe(now, closed);
        }
        gate.begin(now, limit.concurrency());
        return Duration.ZERO;
    }

    private Gate gate(String key) {
        return gate(key, clock.nanoTime());
    }

    /** One that is made knows of attempts that begin from then on. */
    private Gate gate(String key, long since) {
        Gate gate = gates.get(key);
        if (gate == null) {
            if (gates.size() >= MOST_KEPT) {
                gates.values().removeIf(Gate::forgettable);
            }
            gate = new Gate(since);
            gates.put(key, gate);
        }
        return gate;
    }

    /** Whether who has just entered is the probe of an open breaker. */
    synchronized boolean probing(String target) {
        return gate(target).breaker().probing();
    }

    /** Another node probes: open for this long. */
    synchronized void open(String target, Duration wait) {
        gate(target).breaker().openElsewhere(clock.nanoTime(), wait.toNanos());
    }

    /** For how long a breaker is open; empty = it is not. */
    synchronized Optional<Duration> openFor(String target) {
        Breaker breaker = gate(target).breaker();
        return breaker.open()
                ? Optional.of(Duration.ofNanos(Math.max(0, breaker.left(clock.nanoTime()))))
                : Optional.empty();
    }

    /** A breaker that other nodes knew of was closed then. */
    synchronized void closed(String target, long asOf) {
        gate(target).breaker().closedElsewhere(asOf);
    }

    /** Other nodes know that a breaker is open. */
    synchronized void shared(String target) {
        gate(target).breaker().share(clock.nanoTime());
    }

    /**
     * What all nodes know: open breakers, and how long until their probe.
     *
     * @param asOf when that was asked
     */
    synchronized void learn(Map<String, Duration> open, long asOf) {
        gates.forEach((target, gate) -> {
            if (!open.containsKey(target)) {
                gate.breaker().closedElsewhere(asOf);
            }
        });
        open.forEach((target, wait) -> {
            Breaker breaker = gate(target).breaker();
            if (!breaker.open()) {
                breaker.openElsewhere(asOf, wait.toNanos());
            }
        });
    }

    /** Who entered attempted nothing. */
    synchronized void leave(String connectorId, String target, long begun) {
        gate(connectorId, begun).gaveUp(begun);
        gate(target, begun).breaker().leave(begun);
    }

    /** What an outcome made of a breaker. */
    enum Change {
        NONE,
        OPENED,
        CLOSED
    }

    /** An attempt came to an outcome. */
    synchronized Change leave(String connectorId, String target, Outcome outcome, long begun) {
        long now = clock.nanoTime();
        gate(connectorId, begun).ended(begun, now);
        Breaker breaker = gate(target, begun).breaker();
        boolean before = breaker.open();
        breaker.ended(outcome, begun, now);
        if (breaker.open() == before) {
            return Change.NONE;
        }
        LOG.warn(
                "the breaker of connector {} {}",
                target,
                before ? "closes: its target is well again" : "opens: its target is not well");
        return before ? Change.CLOSED : Change.OPENED;
    }

    /** Targets that are remembered whose breaker is there. */
    synchronized int breakers(BreakerState state) {
        long now = clock.nanoTime();
        return (int)
                gates.values().stream().filter(gate -> gate.breaker().state(now) == state).count();
    }

    /** Targets whose breaker is open. */
    synchronized int openBreakers() {
        return (int) gates.values().stream().filter(gate -> gate.breaker().open()).count();
    }
}
