package dev.patchbay.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class CrumbsTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final int MINUTE_MILLIS = 60_000;

    private final SetClock clock = new SetClock();
    private final long begun = clock.nanoTime();
    private final Exchange exchange = new Exchange(begun, MINUTE_MILLIS);
    private final Crumbs crumbs = new Crumbs(exchange, clock);

    private void forward(long nanos) {
        clock.advance(Duration.ofNanos(Math.max(nanos, 0)));
    }

    @Test
    void aDripIsReadSeldomAndToTheEnd() {
        int reads = 0;
        int bytes = 0;
        while (bytes < 60) {
            forward(crumbs.waitNanos(clock.nanoTime()));
            forward(begun + bytes * SECOND - clock.nanoTime());
            int came = (int) ((clock.nanoTime() - begun) / SECOND) + 1 - bytes;
            crumbs.came(came);
            bytes += came;
            reads++;
        }
        assertThat(reads).isBetween(15, 30);
        assertThat(clock.nanoTime()).as("of a minute").isLessThan(begun + 60 * SECOND);
    }

    @Test
    void howLongTheTargetThoughtDoesNotCount() {
        forward(30 * SECOND);
        for (int i = 0; i <= Crumbs.FREE; i++) {
            crumbs.came(1);
            forward(SECOND / 1_000);
        }
        assertThat(crumbs.waitNanos(clock.nanoTime())).isZero();
        forward(2 * SECOND);
        assertThat(crumbs.waitNanos(clock.nanoTime())).isBetween(SECOND / 2, SECOND * 51 / 100);
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
