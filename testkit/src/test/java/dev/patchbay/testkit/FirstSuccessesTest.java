package dev.patchbay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.testkit.FirstSuccesses.Took;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The check of order over lanes can fail. */
class FirstSuccessesTest {

    private static List<Took> lane(int lane, int... numbers) {
        List<Took> log = new ArrayList<>();
        for (int n : numbers) {
            log.add(new Took(lane, n));
        }
        return log;
    }

    private static List<Took> both(List<Took> one, List<Took> other) {
        List<Took> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    @Test
    void anOrderedLogHasNoInversion() {
        assertThat(FirstSuccesses.of(both(lane(0, 0, 1, 2), lane(1, 0, 1, 2)), 2, 3))
                .isEqualTo(new FirstSuccesses(2, 6, 0, 0, List.of(), List.of()));
    }

    @Test
    void aResolveThatOvertakesItsTriggerIsAnInversion() {
        FirstSuccesses found = FirstSuccesses.of(lane(0, 1, 0, 2), 1, 3);
        assertThat(found.inversions()).containsExactly(new Took(0, 0));
        assertThat(found.missing()).isEmpty();
    }

    @Test
    void aLogInReverseIsAnInversionAtEachButTheFirst() {
        List<Took> reverse = new ArrayList<>(lane(3, 0, 1, 2, 3, 4));
        Collections.reverse(reverse);
        assertThat(FirstSuccesses.of(reverse, 4, 5).inversions())
                .containsExactlyElementsOf(lane(3, 3, 2, 1, 0));
    }

    @Test
    void lanesAreNotOrderedAmongEachOther() {
        List<Took> log = List.of(new Took(0, 0), new Took(1, 0), new Took(1, 1), new Took(0, 1));
        assertThat(FirstSuccesses.of(log, 2, 2).inversions()).isEmpty();
    }

    @Test
    void whatComesAgainIsCountedAndNoInversion() {
        FirstSuccesses found = FirstSuccesses.of(lane(0, 0, 0, 1, 0, 2, 2), 1, 3);
        assertThat(found).isEqualTo(new FirstSuccesses(1, 3, 3, 1, List.of(), List.of()));
    }

    @Test
    void whatNeverCameIsMissing() {
        FirstSuccesses found = FirstSuccesses.of(lane(0, 0, 2), 2, 3);
        assertThat(found.missing())
                .containsExactly(new Took(0, 1), new Took(1, 0), new Took(1, 1), new Took(1, 2));
        assertThat(found.inversions()).isEmpty();
    }
}
