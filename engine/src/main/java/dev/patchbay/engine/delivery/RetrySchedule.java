package dev.patchbay.engine.delivery;

import dev.patchbay.sdk.time.IdSource;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When a failed delivery is tried again. Immutable; thread-safe.
 *
 * @param delays after the first, the second … attempt
 * @param last after every later one
 * @param window from the first attempt on; a try that would come later does not come
 * @param jitter part by which a delay is stretched or shortened at random, so that what failed
 *     together does not come back together
 */
public record RetrySchedule(
        List<Duration> delays, Duration last, Duration window, double jitter, IdSource random) {

    public RetrySchedule {
        delays = List.copyOf(delays);
    }

    /** At once, after 5 s, 30 s, 2 min, 10 min, 30 min, 1 h, 2 h, then each 4 h up to 24 h. */
    public static RetrySchedule overADay(IdSource random) {
        return new RetrySchedule(
                List.of(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(30),
                        Duration.ofHours(1),
                        Duration.ofHours(2)),
                Duration.ofHours(4),
                Duration.ofHours(24),
                0.2,
                random);
    }

    /**
     * The pause before the next attempt; empty when there is none.
     *
     * @param made attempts so far, from 1
     * @param sinceFirst time since the first one began
     * @param wish the least pause that the target asked for
     * @param most {@code run.maxAttempts}, which replaces the window
     */
    public Optional<Duration> next(
            int made, Duration sinceFirst, Duration wish, Optional<Integer> most) {
        Duration planned = made <= delays.size() ? delays.get(made - 1) : last;
        Duration jittered =
                Duration.ofNanos((long) (planned.toNanos() * (1 + jitter * (2 * unit() - 1))));
        Duration pause = jittered.compareTo(wish) >= 0 ? jittered : wish;
        boolean goesOn =
                most.map(limit -> made < limit)
                        .orElseGet(() -> sinceFirst.plus(pause).compareTo(window) <= 0);
        return goesOn ? Optional.of(pause) : Optional.empty();
    }

    /** From 0 to below 1. */
    private double unit() {
        return (ByteBuffer.wrap(random.bytes(Long.BYTES)).getLong() >>> 11) * 0x1.0p-53;
    }
}
