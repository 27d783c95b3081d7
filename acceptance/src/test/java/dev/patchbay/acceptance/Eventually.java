package dev.patchbay.acceptance;

import dev.patchbay.sdk.time.Clock;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** Waits for what another process does, as long as a busy machine may need. */
final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private Eventually() {}

    /** What fits, asked for again and again. */
    static <T> T get(Callable<T> ask, Predicate<T> fits) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        T got = ask.call();
        while (!fits.test(got)) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + got);
            }
            Clock.system().sleep(Duration.ofMillis(50));
            got = ask.call();
        }
        return got;
    }
}
