package dev.patchbay.connectors.wire;

import dev.patchbay.sdk.time.Clock;

import java.time.Duration;
import java.time.Instant;

/** On the wall it is always the first second of 2026; waiting takes its time. */
final class FixedClock implements Clock {

    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant now() {
        return NOW;
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
