package dev.patchbay.server.connectors;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what another thread does. */
final class Waiting {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private Waiting() {}

    /** Until it holds; fails after a minute. */
    static void until(BooleanSupplier condition) {
        until(condition, LONGEST);
    }

    static void until(BooleanSupplier condition, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not happen within " + longest);
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
