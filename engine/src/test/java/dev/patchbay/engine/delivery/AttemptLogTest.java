package dev.patchbay.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.delivery.AttemptLog.Entry;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

class AttemptLogTest {

    private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

    private static Entry entry(int minute, String reason) {
        return new Entry(
                NOON.plus(Duration.ofMinutes(minute)),
                120,
                Optional.of(reason),
                Optional.of("unknown"),
                Optional.of("error " + minute),
                minute % 2 == 1);
    }

    @Test
    void everyFieldComesBack() {
        AttemptLog log =
                AttemptLog.EMPTY
                        .plus(entry(1, "timeout"))
                        .plus(
                                new Entry(
                                        NOON,
                                        7,
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        false));

        assertThat(AttemptLog.of(log.count(), log.text())).isEqualTo(log);
        assertThat(AttemptLog.of(0, AttemptLog.EMPTY.text())).isEqualTo(AttemptLog.EMPTY);
    }

    @Test
    void theFirstAndTheLatestAreKept() {
        AttemptLog log = AttemptLog.EMPTY;
        for (int i = 0; i < 100; i++) {
            log = log.plus(entry(i, "network"));
        }

        assertThat(log.count()).isEqualTo(100);
        assertThat(log.entries()).hasSize(AttemptLog.MOST_KEPT);
        assertThat(log.firstAt()).contains(NOON);
        assertThat(log.last()).contains(entry(99, "network"));
    }

    @Test
    void onlyTheLatestInARowCount() {
        AttemptLog log =
                AttemptLog.EMPTY
                        .plus(entry(1, "internal"))
                        .plus(entry(2, "timeout"))
                        .plus(entry(3, "internal"))
                        .plus(entry(4, "internal"));

        assertThat(log.latestInARow("internal")).isEqualTo(2);
        assertThat(log.latestInARow("timeout")).isZero();
    }

    @Test
    void longErrorsAreCutBetweenCharacters() {
        Entry long1 =
                new Entry(
                        NOON,
                        1,
                        Optional.of("network"),
                        Optional.of("none"),
                        Optional.of("x".repeat(298) + "\ud83d\udd0c and more"),
                        false);

        assertThat(long1.error()).contains("x".repeat(298) + "…");
    }

    @Test
    void idsSortByTime() {
        DeliveryIds ids = new DeliveryIds(Clock.system(), IdSource.random());
        String id = ids.next();

        assertThat(id)
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
                .isGreaterThan(DeliveryIds.first(Instant.parse("2026-01-01T00:00:00Z")))
                .isLessThan(DeliveryIds.first(Clock.system().now().plusSeconds(1)));
        assertThat(DeliveryIds.first(NOON)).isLessThan(DeliveryIds.first(NOON.plusMillis(1)));
    }
}
