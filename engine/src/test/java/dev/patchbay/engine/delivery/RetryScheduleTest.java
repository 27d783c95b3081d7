package dev.patchbay.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.time.IdSource;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class RetryScheduleTest {

    /** Always the same place of the jitter, from 0 to 1. */
    private static IdSource at(double place) {
        return new IdSource() {
            @Override
            public String uuid() {
                throw new UnsupportedOperationException();
            }

            @Override
            public byte[] bytes(int count) {
                long value = (long) (place * (1L << 53)) << 11;
                return ByteBuffer.allocate(count).putLong(value).array();
            }
        };
    }

    private static List<Duration> pauses(double place, Optional<Integer> most) {
        RetrySchedule schedule = RetrySchedule.overADay(at(place));
        List<Duration> pauses = new ArrayList<>();
        Duration since = Duration.ZERO;
        Optional<Duration> pause = schedule.next(1, since, Duration.ZERO, most);
        while (pause.isPresent()) {
            pauses.add(pause.get());
            since = since.plus(pause.get());
            pause = schedule.next(pauses.size() + 1, since, Duration.ZERO, most);
        }
        return pauses;
    }

    @Test
    void attemptsOfADayAreThoseOfTheDesign() {
        assertThat(pauses(0.5, Optional.empty()))
                .containsExactly(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(30),
                        Duration.ofHours(1),
                        Duration.ofHours(2),
                        Duration.ofHours(4),
                        Duration.ofHours(4),
                        Duration.ofHours(4),
                        Duration.ofHours(4),
                        Duration.ofHours(4));
    }

    @Test
    void jitterIsAFifthBothWays() {
        assertThat(pauses(0, Optional.empty()).getFirst()).isEqualTo(Duration.ofSeconds(4));
        assertThat(pauses(0.999_999_999, Optional.empty()).getFirst())
                .isBetween(Duration.ofMillis(5_999), Duration.ofSeconds(6));
    }

    @Test
    void theSettingReplacesTheWindow() {
        assertThat(pauses(0.5, Optional.of(1))).isEmpty();
        assertThat(pauses(0.5, Optional.of(3)))
                .containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(30));
        assertThat(pauses(0.999, Optional.of(10))).hasSize(9);
    }

    @Test
    void theTargetsWishIsTheLeastPause() {
        RetrySchedule schedule = RetrySchedule.overADay(at(0.5));

        assertThat(schedule.next(1, Duration.ZERO, Duration.ofMinutes(7), Optional.empty()))
                .contains(Duration.ofMinutes(7));
        assertThat(schedule.next(1, Duration.ZERO, Duration.ofSeconds(1), Optional.empty()))
                .contains(Duration.ofSeconds(5));
    }

    @Test
    void aWishBeyondTheWindowEndsIt() {
        RetrySchedule schedule = RetrySchedule.overADay(at(0.5));

        assertThat(schedule.next(2, Duration.ofHours(1), Duration.ofHours(23), Optional.empty()))
                .isPresent();
        assertThat(schedule.next(2, Duration.ofHours(2), Duration.ofHours(23), Optional.empty()))
                .isEmpty();
    }
}
