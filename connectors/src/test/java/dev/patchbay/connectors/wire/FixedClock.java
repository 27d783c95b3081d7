package dev.patchbay.connectors.wire;

import dev.patchbay.sdk.time.Clock;

import java.time.Duration;
import java.time.Instant;

/** It is always the first second of 2026. */
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
    public void sleep(Duration duration) {
        throw new IllegalStateException("no connector sleeps");
    }
}
