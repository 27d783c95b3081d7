package dev.patchbay.store.delivery;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads do. */
final class Until {

    /** What is awaited takes milliseconds; a busy machine with a slow disk takes its time. */
    private static final int PATIENCE_SECONDS = 90;

    private Until() {}

    static void holds(String what, BooleanSupplier condition) {
        holds(what, PATIENCE_SECONDS, condition);
    }

    static void holds(String what, int seconds, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + seconds + " s: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
