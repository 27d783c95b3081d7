package dev.patchbay.engine.delivery;

import dev.patchbay.sdk.time.Clock;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets refusals wait a moment when there are many, so that a crowd that comes again at once does
 * not take the processor from the work that would make room: beyond a thousand in a second each
 * waits its turn, at most {@link #LONGEST}. Thread-safe; blocks a virtual thread.
 */
final class RefusalPace {

    /** No refusal waits longer. */
    static final Duration LONGEST = Duration.ofMillis(80);

    /** As many are refused at once after a quiet time. */
    static final int BURST = 100;

    /** More do not wait: each that does keeps a thread and its connection. */
    static final int MOST_WAITING = 2_000;

    private static final long GAP = Duration.ofMillis(1).toNanos();

    private final Clock clock;
    private final AtomicInteger waiting = new AtomicInteger();
    private long next;

    RefusalPace(Clock clock) {
        this.clock = clock;
        next = clock.nanoTime() - BURST * GAP;
    }

    /** Waits until this refusal's turn; an interrupt ends that and stays set. */
    void await() {
        long nanos = turn();
        if (nanos <= 0) {
            return;
        }
        try {
            if (waiting.incrementAndGet() <= MOST_WAITING) {
                clock.sleep(Duration.ofNanos(nanos));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.decrementAndGet();
        }
    }

    private synchronized long turn() {
        long now = clock.nanoTime();
        long earliest = now - BURST * GAP;
        long turn = next - earliest < 0 ? earliest : next;
        long latest = now + LONGEST.toNanos();
        next = turn + GAP - latest > 0 ? latest : turn + GAP;
        return turn - now;
    }
}
