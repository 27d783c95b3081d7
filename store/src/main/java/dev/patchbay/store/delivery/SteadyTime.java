package dev.patchbay.store.delivery;

import dev.patchbay.sdk.time.Clock;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Wall time that follows small corrections and does not jump: when the wall clock is set by more
 * than {@link #JUMP}, this goes on as if it had not been, until what was planned by it is moved as
 * well. Thread-safe.
 */
final class SteadyTime {

    static final Duration JUMP = Duration.ofSeconds(30);

    private final Clock clock;
    private long anchor;
    private long anchorNanos;

    SteadyTime(Clock clock) {
        this.clock = clock;
        anchor = clock.now().toEpochMilli();
        anchorNanos = clock.nanoTime();
    }

    /** Epoch milliseconds. */
    synchronized long now() {
        long nanos = clock.nanoTime();
        long steady = anchor + TimeUnit.NANOSECONDS.toMillis(nanos - anchorNanos);
        long wall = clock.now().toEpochMilli();
        if (Math.abs(wall - steady) > JUMP.toMillis()) {
            return steady;
        }
        anchor = wall;
        anchorNanos = nanos;
        return wall;
    }

    /** By how many milliseconds the wall clock was set forward; 0 = it was not set. */
    synchronized long jump() {
        long steady = now();
        long wall = clock.now().toEpochMilli();
        return Math.abs(wall - steady) > JUMP.toMillis() ? wall - steady : 0;
    }

    /** What was planned has been moved by so many milliseconds. */
    synchronized void moved(long millis) {
        anchor += millis;
    }
}
