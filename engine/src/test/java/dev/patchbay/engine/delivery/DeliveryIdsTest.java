package dev.patchbay.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** RFC 9562, sections 5.7 and 6.2. */
class DeliveryIdsTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00.123456789Z");

    private Instant now = NOON;
    private final DeliveryIds ids = fresh();

    private DeliveryIds fresh() {
        return new DeliveryIds(
                new Clock() {
                    @Override
                    public Instant now() {
                        return now;
                    }

                    @Override
                    public long nanoTime() {
                        throw new UnsupportedOperationException();
                    }

                    @Override
                    public void sleep(Duration duration) {
                        throw new UnsupportedOperationException();
                    }
                },
                IdSource.random());
    }

    private static long millis(String id) {
        return UUID.fromString(id).getMostSignificantBits() >>> 16;
    }

    @Test
    void anIdHasItsVersionItsVariantAndItsTime() {
        UUID id = UUID.fromString(ids.next());

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(millis(id.toString())).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    void theRestIsRandom() {
        Stream<Long> rests =
                Stream.generate(ids::next)
                        .map(id -> UUID.fromString(id).getLeastSignificantBits())
                        .limit(1_000);

        assertThat(rests).doesNotHaveDuplicates();
    }

    /** More than a millisecond has parts: the next milliseconds lend theirs. */
    @Test
    void eachIsGreaterThanTheOneBeforeThoughTheClockStands() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            made.add(ids.next());
        }

        assertThat(made).isSorted().doesNotHaveDuplicates();
        assertThat(millis(made.getLast()) - millis(made.getFirst())).isBetween(2L, 3L);
    }

    @Test
    void idsOfTwoNodesSortByPartsOfAMillisecond() {
        String earlier = ids.next();
        now = NOON.plusNanos(1_000);

        assertThat(fresh().next()).isGreaterThan(earlier);
    }

    @Test
    void aClockThatIsSetBackALittleIsWaitedForAndAnHourIsNot() {
        String noon = ids.next();
        now = NOON.minusMillis(900);
        assertThat(ids.next()).isGreaterThan(noon);

        now = NOON.minusSeconds(3_600);
        assertThat(millis(ids.next())).isEqualTo(now.toEpochMilli());
    }

    @Test
    void theFirstIdOfATimeIsBeforeAllOfItAndAfterAllBefore() {
        String id = ids.next();

        assertThat(DeliveryIds.first(NOON)).isLessThan(id);
        assertThat(DeliveryIds.first(NOON.plusMillis(1))).isGreaterThan(id);
        assertThat(DeliveryIds.first(Instant.EPOCH.minusSeconds(1))).isLessThan(id);
    }
}
