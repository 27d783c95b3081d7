package dev.patchbay.engine.delivery;

import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;

import java.time.Duration;

/**
 * Keeps attempts from a target that is not well. Closed until {@link #FAILURES} attempts in a row
 * failed by network, timeout, 5xx or 429; then open for a while, then one probe decides. Other
 * failures say nothing of the target's health, so they close it as a success does. Times are
 * monotonic nanoseconds. Not thread-safe.
 */
final class Breaker {

    static final int FAILURES = 5;
    static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private int failures;
    private Duration pause = FIRST_PAUSE;
    private long openUntil;
    private boolean open;
    private boolean probing;

    /** Whether other nodes know that it is open, so that they may close it, and since when. */
    private boolean shared;

    private long sharedAt;

    /** Attempts that began before say nothing of the target as it is now. */
    private long since;

    /** Closed, of attempts that begin from now on. */
    Breaker(long now) {
        since = now;
    }

    /** Nanoseconds to wait; 0 = an attempt may begin, as the probe when it was open. */
    long enter(long now) {
        if (!open) {
            return 0;
        }
        if (probing) {
            return FIRST_PAUSE.toNanos();
        }
        long left = openUntil - now;
        if (left > 0) {
            return left;
        }
        probing = true;
        return 0;
    }

    /** Who entered then attempted nothing. */
    void leave(long begun) {
        if (begun - since >= 0) {
            probing = false;
        }
    }

    /** An attempt that began then came to an outcome. */
    void ended(Outcome outcome, long begun, long now) {
        if (begun - since < 0) {
            return;
        }
        boolean unwell = !isWell(outcome);
        boolean probed = probing;
        probing = false;
        if (!unwell) {
            close();
            return;
        }
        failures++;
        if (open && probed) {
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
            openUntil = now + pause.toNanos();
        } else if (!open && failures >= FAILURES) {
            open = true;
            openUntil = now + pause.toNanos();
        }
    }

    private void close() {
        failures = 0;
        open = false;
        shared = false;
        pause = FIRST_PAUSE;
    }

    /**
     * Another node has found that the target is well, or the connector was changed and has another
     * target now: a probe of this node that is still under way comes too late.
     *
     * @param asOf when that was so; what this node shared later is newer
     */
    void closedElsewhere(long asOf) {
        if (shared && asOf - sharedAt >= 0) {
            close();
            probing = false;
            since = asOf;
        }
    }

    /** Open for this long, as another node knows. */
    void openElsewhere(long now, long nanos) {
        open = true;
        share(now);
        probing = false;
        openUntil = now + nanos;
    }

    /** Other nodes know that it is open. */
    void share(long now) {
        shared = open;
        sharedAt = now;
    }

    boolean probing() {
        return open && probing;
    }

    /** Nanoseconds until the next probe. */
    long left(long now) {
        return openUntil - now;
    }

    /** Whether an outcome says that the target is well, or nothing of it. */
    static boolean isWell(Outcome outcome) {
        return !(outcome instanceof Failed failed
                && DecisionTable.countsForBreaker(failed.reason()));
    }

    /** Where it is. */
    BreakerState state(long now) {
        if (!open) {
            return BreakerState.CLOSED;
        }
        return probing || openUntil - now <= 0 ? BreakerState.HALF_OPEN : BreakerState.OPEN;
    }

    boolean open() {
        return open;
    }
}
