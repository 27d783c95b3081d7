package dev.patchbay.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class BreakerTest {

    private static final Outcome DOWN = Failed.of(Reason.NETWORK, "no connection");
    private static final Outcome WRONG = Failed.of(Reason.CLIENT_ERROR, "bad request");
    private static final long FIVE = Duration.ofSeconds(5).toNanos();

    private final Breaker breaker = new Breaker(0);

    private void fail(int times, long now) {
        for (int i = 0; i < times; i++) {
            assertThat(breaker.enter(now)).isZero();
            breaker.ended(DOWN, now, now);
        }
    }

    @Test
    void opensAfterFiveFailuresInARow() {
        fail(4, 0);
        assertThat(breaker.open()).isFalse();
        fail(1, 0);

        assertThat(breaker.open()).isTrue();
        assertThat(breaker.enter(0)).isEqualTo(FIVE);
        assertThat(breaker.enter(FIVE - 7)).isEqualTo(7);
    }

    @Test
    void failuresThatAreNotTheTargetsHealthDoNotCount() {
        fail(4, 0);
        breaker.ended(WRONG, 0, 0);
        fail(4, 0);

        assertThat(breaker.open()).isFalse();
    }

    @Test
    void oneProbeDecides() {
        fail(5, 0);

        assertThat(breaker.enter(FIVE)).isZero();
        assertThat(breaker.enter(FIVE)).isPositive();
        breaker.ended(DOWN, FIVE, FIVE);
        assertThat(breaker.enter(FIVE)).isEqualTo(2 * FIVE);

        assertThat(breaker.enter(3 * FIVE)).isZero();
        breaker.ended(Outcome.ok(), 3 * FIVE, 3 * FIVE);
        assertThat(breaker.open()).isFalse();
        assertThat(breaker.enter(3 * FIVE)).isZero();
    }

    @Test
    void itsStateIsOpenUntilAProbeMayGoAndHalfOpenUntilThatEnds() {
        assertThat(breaker.state(0)).isEqualTo(BreakerState.CLOSED);
        fail(5, 0);
        assertThat(breaker.state(FIVE - 1)).isEqualTo(BreakerState.OPEN);
        assertThat(breaker.state(FIVE)).isEqualTo(BreakerState.HALF_OPEN);
        breaker.enter(FIVE);
        assertThat(breaker.state(FIVE)).isEqualTo(BreakerState.HALF_OPEN);
        breaker.ended(DOWN, FIVE, FIVE);
        assertThat(breaker.state(FIVE)).isEqualTo(BreakerState.OPEN);
        breaker.enter(3 * FIVE);
        breaker.ended(Outcome.ok(), 3 * FIVE, 3 * FIVE);
        assertThat(breaker.state(3 * FIVE)).isEqualTo(BreakerState.CLOSED);
        assertThat(BreakerState.HALF_OPEN.label()).isEqualTo("half_open");
    }

    @Test
    void aProbeThatAttemptedNothingLetsAnotherGo() {
        fail(5, 0);
        assertThat(breaker.enter(FIVE)).isZero();
        breaker.leave(FIVE);

        assertThat(breaker.enter(FIVE)).isZero();
    }

    @Test
    void pausesGrowToAMinute() {
        fail(5, 0);
        long now = 0;
        for (int i = 0; i < 10; i++) {
            now += breaker.enter(now);
            assertThat(breaker.enter(now)).isZero();
            breaker.ended(DOWN, now, now);
        }

        assertThat(breaker.enter(now)).isEqualTo(Duration.ofMinutes(1).toNanos());
    }

    @Test
    void lateFailuresOfAnOpenBreakerDoNotProlongIt() {
        fail(5, 0);
        breaker.ended(DOWN, FIVE - 1, FIVE - 1);

        assertThat(breaker.enter(FIVE)).isZero();
    }

    @Test
    void whatBeganBeforeItWasClosedElsewhereSaysNothing() {
        fail(5, 0);
        breaker.share(FIVE);
        assertThat(breaker.enter(FIVE)).isZero();
        breaker.closedElsewhere(FIVE - 1);
        assertThat(breaker.open()).as("asked before it was shared").isTrue();
        breaker.closedElsewhere(FIVE + 2);

        assertThat(breaker.open()).isFalse();
        for (int i = 0; i < 5; i++) {
            breaker.ended(DOWN, FIVE + 1, FIVE + 3);
        }
        assertThat(breaker.open()).isFalse();
        fail(4, FIVE + 3);
        breaker.ended(Outcome.ok(), FIVE + 1, FIVE + 3);
        fail(1, FIVE + 3);
        assertThat(breaker.open()).isTrue();

        assertThat(breaker.enter(2 * FIVE + 3)).isZero();
        breaker.leave(FIVE + 1);
        breaker.ended(DOWN, FIVE + 1, 2 * FIVE + 3);
        assertThat(breaker.probing()).isTrue();
    }

    @Test
    void onlyWhatOthersKnowOfCanBeClosedElsewhere() {
        fail(5, 0);
        breaker.closedElsewhere(1);

        assertThat(breaker.open()).isTrue();
    }
}
