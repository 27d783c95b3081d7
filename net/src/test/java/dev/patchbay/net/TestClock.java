package dev.patchbay.net;

import dev.patchbay.sdk.time.Clock;

import java.time.Duration;
import java.time.Instant;

/** A wall clock that tests set; monotonic time is the machine's, because sockets live in it. */
final class TestClock implements Clock {

    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    void advance(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }
}
