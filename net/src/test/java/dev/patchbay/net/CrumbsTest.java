package dev.patchbay.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.time.Clock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class CrumbsTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final int MINUTE_MILLIS = 60_000;

    private final SetClock clock = new SetClock();
    private final long begun = clock.nanoTime();
    private final Exchange exchange = new Exchange(begun, MINUTE_MILLIS);
    private final Crumbs crumbs = new Crumbs(exchange, clock);

    /** Monotonic time that only the test moves. */
    private static final class SetClock implements Clock {
        private long nanos = 1L << 40;

        @Override
        public Instant now() {
            return Instant.EPOCH.plusNanos(nanos);
        }

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public void sleep(Duration duration) {
            nanos += duration.toNanos();
        }
    }

    @Test
    void aDripIsReadSeldomAndToTheEnd() {
        int reads = 0;
        int bytes = 0;
        while (bytes < 60) {
            clock.nanos += crumbs.waitNanos(clock.nanos);
            clock.nanos = Math.max(clock.nanos, begun + bytes * SECOND);
            int came = (int) ((clock.nanos - begun) / SECOND) + 1 - bytes;
            crumbs.came(came);
            bytes += came;
            reads++;
        }
        assertThat(reads).isBetween(15, 30);
        assertThat(clock.nanos).as("of a minute").isLessThan(begun + 60 * SECOND);
    }

    @Test
    void howLongTheTargetThoughtDoesNotCount() {
        clock.nanos += 30 * SECOND;
        for (int i = 0; i <= Crumbs.FREE; i++) {
            crumbs.came(1);
            clock.nanos += SECOND / 1_000;
        }
        assertThat(crumbs.waitNanos(clock.nanos)).isZero();
        clock.nanos += 2 * SECOND;
        assertThat(crumbs.waitNanos(clock.nanos)).isBetween(SECOND / 2, SECOND * 51 / 100);
    }

    @Test
    void aQuickDeviceIsNotWaitedFor() {
        for (int i = 0; i < 100; i++) {
            crumbs.came(1);
        }
        assertThat(crumbs.waitNanos(begun + SECOND / 100)).isZero();
    }

    @Test
    void aFewSmallReadsAreFree() {
        for (int i = 0; i < Crumbs.FREE; i++) {
            crumbs.came(1);
            assertThat(crumbs.waitNanos(begun + 30 * SECOND)).isZero();
        }
        crumbs.came(1);
        assertThat(crumbs.waitNanos(begun + 8 * SECOND)).isEqualTo(2 * SECOND);
        assertThat(crumbs.waitNanos(begun + 30 * SECOND)).isEqualTo(5 * SECOND);
        assertThat(crumbs.waitNanos(begun + 56 * SECOND)).isEqualTo(SECOND);
    }

    @Test
    void largeReadsAreNoCrumbs() {
        for (int i = 0; i < 100; i++) {
            crumbs.came(Crumbs.SMALL);
        }
        assertThat(crumbs.waitNanos(begun + 30 * SECOND)).isZero();
    }

    /** What is left over at the end of each part of a long answer is no drip. */
    @Test
    void smallReadsBetweenLargeOnesAreFree() {
        for (int i = 0; i < 100; i++) {
            crumbs.came(1);
            crumbs.came(1);
            crumbs.came(4_096);
            assertThat(crumbs.waitNanos(begun + 30 * SECOND)).isZero();
        }
    }

    @Test
    void whatComesAtOnceAfterADripIsReadAtOnce() {
        for (int i = 0; i <= Crumbs.FREE; i++) {
            crumbs.came(1);
        }
        assertThat(crumbs.waitNanos(begun + 8 * SECOND)).isPositive();
        crumbs.came(4_096);
        assertThat(crumbs.waitNanos(begun + 10 * SECOND)).isZero();
    }

    /** An hour would not end before the test does. */
    @Test
    void givingUpEndsTheWait() throws Exception {
        Thread waiting =
                Thread.ofVirtual().start(() -> exchange.pause(Duration.ofHours(1).toNanos()));
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        exchange.abort(Exchange.Abort.CANCELLED);
        assertThat(waiting.join(Duration.ofSeconds(30))).isTrue();
    }
}
