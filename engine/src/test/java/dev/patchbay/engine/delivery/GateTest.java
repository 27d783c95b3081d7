package dev.patchbay.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

class GateTest {

    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;
    private static final int CONCURRENCY = 500;

    private final Gate gate = new Gate(0);

    private void full(long now) {
        for (int i = 0; i < CONCURRENCY; i++) {
            gate.begin(now, CONCURRENCY);
        }
    }

    /** Full, with attempts that have been ending after 50 ms each. */
    private void fullOfQuickAttempts() {
        for (int i = 0; i < 100; i++) {
            gate.begin(0, CONCURRENCY);
            gate.ended(0, 50 * MILLI);
        }
        full(0);
    }

    private List<Duration> waits(long now, int count) {
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            waits.add(gate.waitForRoom(now, CONCURRENCY));
        }
        return waits;
    }

    @Test
    void whoWaitsComesAsAttemptsComeFree() {
        fullOfQuickAttempts();
        // 500 at once, 50 ms each: one comes free every 100 µs.
        assertThat(waits(20 * MILLI, 10_001).getLast())
                .isBetween(Duration.ofMillis(950), Duration.ofMillis(1_050));
    }

    @Test
    void nobodyPolls() {
        fullOfQuickAttempts();
        assertThat(waits(20 * MILLI, 10)).allMatch(wait -> wait.toMillis() >= 50);
    }

    @Test
    void whenNoneComesFreeTheyComeSeldomAndNeverTogether() {
        full(0);
        List<Duration> waits = waits(10 * SECOND, 1_500);
        assertThat(mostWithin(waits, Duration.ofSeconds(1))).isLessThan(100);
        assertThat(waits).allMatch(wait -> wait.compareTo(Gate.ROW) <= 0);
    }

    @Test
    void whoFindsNoPlaceInTheRowComesWithAFewOthers() {
        full(0);
        List<Duration> waits = waits(10 * SECOND + 7 * MILLI, 1_500);
        // A place each 80 ms for 30 s; the rest come five at a time.
        List<Duration> rest = waits.subList(400, waits.size());
        long tick = Gate.TOGETHER.toNanos();
        assertThat(rest).allMatch(wait -> (10 * SECOND + 7 * MILLI + wait.toNanos()) % tick == 0);
        assertThat(rest.stream().distinct().count()).isBetween(250L, 302L);
        assertThat(mostWithin(rest, Duration.ofMillis(50))).isLessThanOrEqualTo(8);
    }

    @Test
    void firstWhoWaitsIsTheProbe() {
        assertThat(gate.waitForProbe(0, 5 * SECOND)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void thoseBehindTheProbeFollowOneByOne() {
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            waits.add(gate.waitForProbe(0, 5 * SECOND));
        }
        assertThat(mostWithin(waits, Duration.ofSeconds(1))).isLessThanOrEqualTo(251);
        assertThat(waits.getLast())
                .isEqualTo(Duration.ofSeconds(5).plus(Gate.GAP.multipliedBy(1_999)));
    }

    @Test
    void longQueueIsSpreadSoThatItNeitherCrowdsNorWaitsForEver() {
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            waits.add(gate.waitForProbe(0, 5 * SECOND));
        }
        assertThat(mostWithin(waits, Duration.ofSeconds(1))).isLessThan(1_500);
        assertThat(waits).allMatch(wait -> wait.compareTo(Gate.LONGEST_WAIT.plusSeconds(5)) <= 0);
    }

    @Test
    void roomForAllBeginsTheRowAnew() {
        full(0);
        assertThat(waits(10 * SECOND, 300).getLast()).isGreaterThan(Duration.ofSeconds(20));
        for (int i = 0; i < CONCURRENCY; i++) {
            gate.ended(0, 10 * SECOND);
        }
        full(10 * SECOND);
        for (int i = 0; i < CONCURRENCY; i++) {
            gate.ended(10 * SECOND, 10 * SECOND + 50 * MILLI);
        }
        full(11 * SECOND);
        assertThat(gate.waitForRoom(11 * SECOND, CONCURRENCY)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void whatWasNoAttemptSaysNothingOfHowLongTheyTake() {
        gate.begin(0, 1);
        gate.gaveUp(0);
        gate.begin(0, 1);
        gate.waitForRoom(0, 1);
        // Still the guess of 100 ms.
        assertThat(gate.waitForRoom(0, 1)).isEqualTo(Duration.ofMillis(100));
    }

    /** The most that come due in a time of this length. */
    private static int mostWithin(List<Duration> waits, Duration length) {
        long[] due = waits.stream().mapToLong(Duration::toNanos).sorted().toArray();
        int most = 0;
        int first = 0;
        for (int last = 0; last < due.length; last++) {
            while (due[last] - due[first] > length.toNanos()) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }
}
