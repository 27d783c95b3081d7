package dev.patchbay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MoodyTargetTest {

    @Test
    void tenPercentAreRefusedAndFivePercentHearNothing() {
        MoodyTarget target = new MoodyTarget(1);
        for (int n = 0; n < 4_000; n++) {
            target.receive(0, n);
        }

        assertThat(target.figures())
                .isEqualTo("4000 requests, 400 times 503 (10.0 %), 200 timeouts (5.0 %)");
        assertThat(target.taken()).isEqualTo(3_500);
    }

    @Test
    void whatItTookInTheWrongOrderIsAnInversion() {
        MoodyTarget target = new MoodyTarget(1);
        for (int n : new int[] {1, 0}) {
            int before = target.taken();
            while (target.taken() == before) {
                target.receive(7, n);
            }
        }

        assertThat(target.firstSuccesses(8, 2).inversions())
                .containsExactly(new FirstSuccesses.Took(7, 0));
    }
}
