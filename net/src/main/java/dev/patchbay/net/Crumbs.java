package dev.patchbay.net;

import dev.patchbay.sdk.time.Clock;

import java.time.Duration;

/**
 * Keeps an answer that comes a few bytes at a time from waking its reader for each of them: two
 * thousand targets that drip a byte a second would take the time of all others. After {@value
 * #FREE} small reads in a row the reader lets bytes gather before the next one, for a quarter of
 * the time over which they came, so that an answer comes later by a quarter of that at most, and a
 * drip of a minute is read some twenty times. How long the target thought before does not count,
 * and a quick device that writes its answer piece by piece does not notice. What has come by the
 * deadline is read. For one call; not thread-safe.
 */
final class Crumbs {

    /** A read of fewer bytes is small. */
    static final int SMALL = 64;

    /** Small reads in a row that are not waited after. */
    static final int FREE = 8;

    private static final int PART = 4;
    private static final long LONGEST = Duration.ofSeconds(5).toNanos();

    /** A shorter wait costs more than the read. */
    private static final long SHORTEST = Duration.ofMillis(5).toNanos();

    private final Exchange exchange;
    private final Clock clock;
    private int small; // in a row
    private long since; // the first of them came

    Crumbs(Exchange exchange, Clock clock) {
        this.exchange = exchange;
        this.clock = clock;
    }

    /** So many bytes have come at once. */
    void came(int bytes) {
        if (bytes >= SMALL) {
            small = 0;
        } else if (++small == 1) {
            since = clock.nanoTime();
        }
    }

    /** Before a read: waits where the answer comes in crumbs, unless the call is given up. */
    void gather() {
        if (small > FREE) {
            long wait = waitNanos(clock.nanoTime());
            if (wait > 0) {
                exchange.pause(wait);
            }
        }
    }

    /** How long bytes are left to gather before the next read; 0 for not at all. */
    long waitNanos(long now) {
        if (small <= FREE) {
            return 0;
        }
        long part = Math.min(now - since, exchange.remainingNanos(now)) / PART;
        return part < SHORTEST ? 0 : Math.min(part, LONGEST);
    }
}
