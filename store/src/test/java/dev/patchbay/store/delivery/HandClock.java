package dev.patchbay.store.delivery;

import dev.patchbay.sdk.time.Clock;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** A clock that only its test moves. */
final class HandClock implements Clock {

    static final Instant START = Instant.parse("2026-11-26T12:00:00Z");

    private Instant now = START;
    private long nanos;

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    /** Until the thread is interrupted: nothing renews, nothing prunes. */
    @Override
    public void sleep(Duration duration) throws InterruptedException {
        new CountDownLatch(1).await();
    }

    /** Time passes. */
    synchronized void pass(Duration time) {
        now = now.plus(time);
        nanos += time.toNanos();
    }

    /** Somebody sets it. */
    synchronized void jump(Duration by) {
        now = now.plus(by);
    }
}
