package dev.patchbay.engine.delivery;

import java.time.Duration;

/**
 * One connector on one node: its attempts under way, its breaker, and the places of those who wait.
 * Times are monotonic nanoseconds. Not thread-safe.
 */
final class Gate {

    /** How long an attempt takes, until the first has ended. */
    private static final long GUESS = Duration.ofMillis(100).toNanos();

    private static final long LEAST_WAIT = Duration.ofMillis(50).toNanos();

    /** Places are given one behind the other up to here; the rest is spread over as long. */
    static final Duration ROW = Duration.ofSeconds(30);

    /** Those who wait for a probe come one after the other so far apart, and no closer. */
    static final Duration GAP = Duration.ofMillis(4);

    /**
     * Those who found no place in the row come due at multiples of it, so that a few of them share
     * a claim and a commit: each on its own would cost the database as much as a delivery.
     */
    static final Duration TOGETHER = Duration.ofMillis(100);

    static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    /** Multiples of it fall evenly into a unit, however many there are. */
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private final Breaker breaker;
    private final long base;
    private int running;
    private long begins; // of those that run, summed up, counted from the base
    private long usual = GUESS;
    private long lastPlace;
    private long crowd; // who found no place in the row
    private long crowdBefore;
    private long crowdSince;

    Gate(long now) {
        breaker = new Breaker(now);
        base = now;
        lastPlace = now;
        crowdSince = now;
    }

    Breaker breaker() {
        return breaker;
    }

    int running() {
        return running;
    }

    boolean forgettable() {
        return running == 0 && !breaker.open();
    }

    /** An attempt begins. */
    void begin(long now, int concurrency) {
        running++;
        begins += now - base;
        if (running <= concurrency / 2) {
            // There is room for all who come.
            lastPlace = now;
        }
    }

    /** An attempt came to an outcome. */
    void ended(long begun, long now) {
        gaveUp(begun);
        usual += (now - begun - usual) / 8;
    }

    /** What began was no attempt. */
    void gaveUp(long begun) {
        running--;
        begins -= begun - base;
    }

    /** All attempts that may run at once do: how long until one is expected to come free. */
    Duration waitForRoom(long now, int concurrency) {
        // Attempts that come and go are on average half as old as they get. When they are much
        // older, none comes free: who has waited for long is taken to wait for long.
        long age = running == 0 ? 0 : now - base - begins / running;
        long expected = age > 2 * usual ? 4 * age : usual;
        return place(now, now, expected / concurrency);
    }

    /** The breaker is open: how long until its probe has told how the target is. */
    Duration waitForProbe(long now, long left) {
        return place(now, now + left, GAP.toNanos());
    }

    private Duration place(long now, long earliest, long gap) {
        long next = Math.max(lastPlace, earliest);
        if (next + gap - earliest <= ROW.toNanos()) {
            lastPlace = next + gap;
        } else {
            long together = TOGETHER.toNanos();
            next = base + Math.ceilDiv(earliest + spread(now) - base, together) * together;
        }
        return Duration.ofNanos(Math.max(next - now, LEAST_WAIT));
    }

    /** Evenly over as long a time as keeps so many apart. */
    private long spread(long now) {
        if (now - crowdSince > ROW.toNanos()) {
            crowdBefore = crowd;
            crowd = 0;
            crowdSince = now;
        }
        crowd++;
        long over =
                Math.clamp(
                        Math.max(crowd, crowdBefore) * GAP.toNanos(),
                        ROW.toNanos(),
                        LONGEST_WAIT.toNanos());
        double part = crowd * GOLDEN;
        return (long) ((part - Math.floor(part)) * over);
    }
}
