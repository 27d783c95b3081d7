package dev.patchbay.net;

import dev.patchbay.sdk.time.Clock;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Monotonic time that only the test moves. */
final class SetClock implements Clock {

    private final AtomicLong nanos = new AtomicLong(1L << 40);

    void advance(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    @Override
    public Instant now() {
        return Instant.EPOCH.plusNanos(nanos.get());
    }

    @Override
    public long nanoTime() {
        return nanos.get();
    }

    @Override
    public void sleep(Duration duration) {
        advance(duration);
    }
}
