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
 * and a breaker, which {@link SharedBreakers} shares. Who may not go now gets a time, one after the
 * other as attempts are expected to come free: a lane is touched once and not polled, and those who
 * wait for a target that is not well never come due together, in front of everybody else's.
 * Thread-safe.
 */
final class Gates {

    private static final Logger LOG = LoggerFactory.getLogger("deliveries");

    /** Connectors that are remembered; those that are well and idle are forgotten first. */
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
    synchronized Duration enter(String connectorId, DeliveryLimit limit, long now) {
        Gate gate = gate(connectorId);
        if (gate.running() >= limit.concurrency()) {
            return gate.waitForRoom(now, limit.concurrency());
        }
        long closed = gate.breaker().enter(now);
        if (closed > 0) {
            return gate.waitForProbe(now, closed);
        }
        gate.begin(now, limit.concurrency());
        return Duration.ZERO;
    }

    private Gate gate(String connectorId) {
        Gate gate = gates.get(connectorId);
        if (gate == null) {
            if (gates.size() >= MOST_KEPT) {
                gates.values().removeIf(Gate::forgettable);
            }
            gate = new Gate(clock.nanoTime());
            gates.put(connectorId, gate);
        }
        return gate;
    }

    /** Whether who has just entered is the probe of an open breaker. */
    synchronized boolean probing(String connectorId) {
        return gate(connectorId).breaker().probing();
    }

    /** Another node probes: open for this long. */
    synchronized void open(String connectorId, Duration wait) {
        gate(connectorId).breaker().openElsewhere(clock.nanoTime(), wait.toNanos());
    }

    /** For how long a breaker is open; empty = it is not. */
    synchronized Optional<Duration> openFor(String connectorId) {
        Breaker breaker = gate(connectorId).breaker();
        return breaker.open()
                ? Optional.of(Duration.ofNanos(Math.max(0, breaker.left(clock.nanoTime()))))
                : Optional.empty();
    }

    /** Other nodes know that a breaker is open. */
    synchronized void shared(String connectorId) {
        gate(connectorId).breaker().share();
    }

    /** What all nodes know: open breakers, and how long until their probe. */
    synchronized void learn(Map<String, Duration> open) {
        long now = clock.nanoTime();
        gates.forEach((connector, gate) -> {
            if (!open.containsKey(connector)) {
                gate.breaker().closedElsewhere();
            }
        });
        open.forEach((connector, wait) -> {
            Breaker breaker = gate(connector).breaker();
            if (!breaker.open()) {
                breaker.openElsewhere(now, wait.toNanos());
            }
        });
    }

    /** Who entered attempted nothing. */
    synchronized void leave(String connectorId, long begun) {
        Gate gate = gates.get(connectorId);
        if (gate != null) {
            gate.gaveUp(begun);
            gate.breaker().leave();
        }
    }

    /** What an outcome made of a breaker. */
    enum Change {
        NONE,
        OPENED,
        CLOSED
    }

    /** An attempt came to an outcome. */
    synchronized Change leave(String connectorId, Outcome outcome, long begun) {
        Gate gate = gates.get(connectorId);
        if (gate == null) {
            return Change.NONE;
        }
        long now = clock.nanoTime();
        gate.ended(begun, now);
        boolean before = gate.breaker().open();
        gate.breaker().ended(outcome, now);
        if (gate.breaker().open() == before) {
            return Change.NONE;
        }
        LOG.warn(
                "the breaker of connector {} {}",
                connectorId,
                before ? "closes: its target is well again" : "opens: its target is not well");
        return before ? Change.CLOSED : Change.OPENED;
    }

    /** Connectors that are remembered whose breaker is there. */
    synchronized int breakers(BreakerState state) {
        long now = clock.nanoTime();
        return (int)
                gates.values().stream().filter(gate -> gate.breaker().state(now) == state).count();
    }

    /** Connectors whose breaker is open. */
    synchronized int openBreakers() {
        return (int) gates.values().stream().filter(gate -> gate.breaker().open()).count();
    }
}
