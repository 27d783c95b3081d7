package dev.patchbay.engine.delivery;

import dev.patchbay.sdk.time.Clock;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many deliveries are pending: exact for what this node does, counted anew each second, or each
 * twenty counts' time, for what others do. Thread-safe.
 */
public final class QueueSize {

    private static final Duration LEAST_AGE = Duration.ofSeconds(1);
    private static final int COUNTS_APART = 20;

    private final DeliveryStore store;
    private final Clock clock;
    private final AtomicLong size = new AtomicLong();
    private final ReentrantLock counting = new ReentrantLock();
    private volatile long countAgainAt;
    private volatile boolean counted;

    /** Of this store. */
    public QueueSize(DeliveryStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** About how many are pending now. */
    public long now() {
        boolean stale = !counted || clock.nanoTime() - countAgainAt >= 0;
        if (stale && counting.tryLock()) {
            try {
                long begun = clock.nanoTime();
                size.set(store.pending());
                long end = clock.nanoTime();
                countAgainAt = end + Math.max(LEAST_AGE.toNanos(), COUNTS_APART * (end - begun));
                counted = true;
            } finally {
                counting.unlock();
            }
        }
        // A count that saw an end before this node told of it is one too low for a moment.
        return Math.max(0, size.get());
    }

    /** This node accepted some (positive) or ended some (negative). */
    void changed(long by) {
        size.addAndGet(by);
    }
}
