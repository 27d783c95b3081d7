package dev.patchbay.sdk.time;

import java.time.Duration;
import java.time.Instant;

/** Time for everything in the house; tests own another one. Thread-safe. */
public interface Clock {

    /** Wall time, for what people and other machines read. May jump. */
    Instant now();

    /** Monotonic nanoseconds of an arbitrary origin, for deadlines and durations. Never jumps. */
    long nanoTime();

    /**
     * Waits.
     *
     * @throws InterruptedException when the thread is interrupted
     */
    void sleep(Duration duration) throws InterruptedException;

    /** The machine's clock. */
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}
