package dev.patchbay.engine.execution;

import dev.patchbay.sdk.time.Clock;

import java.time.Duration;
import java.util.ArrayDeque;

/**
 * At most so many executions in any window of this length, on this node ({@code
 * xpack.actions.rateLimiter}; contract/settings.md, section 2.7). Thread-safe.
 */
public final class RateWindow {

    private final int limit;
    private final long windowNanos;
    private final Clock clock;
    private final ArrayDeque<Long> entered = new ArrayDeque<>();

    /** An empty window. */
    public RateWindow(int limit, Duration window, Clock clock) {
        this.limit = limit;
        this.windowNanos = window.toNanos();
        this.clock = clock;
    }

    /** Counts an execution; false, and nothing counted, when there is no room. */
    synchronized boolean enter() {
        forget();
        if (entered.size() >= limit) {
            return false;
        }
        entered.add(clock.nanoTime());
        return true;
    }

    /** Time until there is room; zero when there is. */
    public synchronized Duration untilRoom() {
        forget();
        return entered.size() < limit
                ? Duration.ZERO
                : Duration.ofNanos(
                        Math.max(1, windowNanos - (clock.nanoTime() - entered.getFirst())));
    }

    private void forget() {
        long now = clock.nanoTime();
        while (!entered.isEmpty() && now - entered.getFirst() >= windowNanos) {
            entered.removeFirst();
        }
    }
}
