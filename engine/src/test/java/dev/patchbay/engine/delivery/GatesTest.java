package dev.patchbay.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.time.Clock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

class GatesTest {

    private static final Outcome DOWN = Failed.of(Reason.NETWORK, "no connection");
    private static final String DEAD = "c https://dead.example:443";
    private static final String LIVE = "c https://live.example:443";
    private static final DeliveryLimit TWO_AT_ONCE =
            new DeliveryLimit(Optional.empty(), 1, 2, Optional.empty());

    private final Clock clock = Clock.system();
    private final Gates gates = new Gates(clock);

    private Gates.Change attempt(String connector, String target, Outcome outcome) {
        long begun = clock.nanoTime();
        assertThat(gates.enter(connector, target, DeliveryLimit.DEFAULT, begun)).isZero();
        return gates.leave(connector, target, outcome, begun);
    }

    private Duration enter(String connector, String target) {
        return gates.enter(connector, target, TWO_AT_ONCE, clock.nanoTime());
    }

    private void open(String connector, String target) {
        for (int i = 0; i < Breaker.FAILURES - 1; i++) {
            assertThat(attempt(connector, target, DOWN)).isEqualTo(Gates.Change.NONE);
        }
        assertThat(attempt(connector, target, DOWN)).isEqualTo(Gates.Change.OPENED);
    }

    @Test
    void aDeadOriginDoesNotHoldWhatGoesElsewhere() {
        open("c", DEAD);

        assertThat(enter("c", DEAD)).isPositive();
        assertThat(attempt("c", LIVE, Outcome.ok())).isEqualTo(Gates.Change.NONE);
        assertThat(attempt("c", "c", Outcome.ok())).isEqualTo(Gates.Change.NONE);
        assertThat(gates.openBreakers()).isEqualTo(1);
    }

    @Test
    void successesElsewhereDoNotKeepTheBreakerOfADeadOriginClosed() {
        for (int i = 0; i < Breaker.FAILURES; i++) {
            attempt("c", DEAD, DOWN);
            attempt("c", LIVE, Outcome.ok());
        }

        assertThat(gates.openFor(DEAD)).isPresent();
        assertThat(gates.openFor(LIVE)).isEmpty();
    }

    @Test
    void attemptsAtOnceAreCountedOverAllOriginsOfAConnector() {
        assertThat(enter("c", DEAD)).isZero();
        assertThat(enter("c", LIVE)).isZero();
        assertThat(enter("c", "c https://third.example:443")).isPositive();
        assertThat(enter("d", "d")).isZero();

        gates.leave("c", DEAD, clock.nanoTime());
        assertThat(enter("c", LIVE)).isZero();
    }

    @Test
    void whatAllNodesKnowOpensAndClosesOneTarget() {
        gates.learn(Map.of(DEAD, Duration.ofSeconds(9)), clock.nanoTime());
        assertThat(enter("c", DEAD)).isPositive();
        assertThat(enter("c", LIVE)).isZero();

        gates.learn(Map.of(), clock.nanoTime());
        assertThat(enter("c", DEAD)).isZero();
    }

    @Test
    void targetsThatAreWellAreForgottenBeforeThoseWhoseBreakerIsOpen() {
        open("c", DEAD);
        for (int i = 0; i < 10_100; i++) {
            attempt("c", "c https://host-" + i + ".example:443", Outcome.ok());
        }

        assertThat(gates.breakers(BreakerState.CLOSED)).isLessThan(10_001);
        assertThat(gates.openFor(DEAD)).isPresent();
    }

    @Test
    void whatHasEnteredIsCountedHoweverManyTargetsThereAre() {
        for (int i = 0; i < 25_000; i++) {
            String connector = "c" + i % 3;
            attempt(connector, connector + " https://host-" + i + ".example:443", Outcome.ok());
        }
        assertThat(enter("c0", "c0")).isZero();
        assertThat(enter("c0", "c0 x")).isZero();
        assertThat(enter("c0", "c0 y")).isPositive();
    }
}
