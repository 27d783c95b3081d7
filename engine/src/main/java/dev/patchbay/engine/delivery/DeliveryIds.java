package dev.patchbay.engine.delivery;

import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids that sort by time: UUIDs of version 7 (RFC 9562, section 5.7), so that the newest rows lie
 * together and a time is a range of ids. Each is greater than the one before, also within a
 * millisecond: twelve bits are parts of it, or count on (section 6.2, methods 1 and 3), so that
 * what was accepted in order is listed and replayed in order. A clock that is set back by more than
 * a second begins anew. Thread-safe.
 */
public final class DeliveryIds {

    private static final int RANDOM_BYTES = 8;
    private static final int PART_BITS = 12;
    private static final long PARTS = 1L << PART_BITS;
    private static final long NANOS_IN_A_MILLI = 1_000_000;
    private static final long MOST_AHEAD = 1_000 * PARTS;

    private final Clock clock;
    private final IdSource ids;

    /** Of the last id, in parts of a millisecond. */
    private final AtomicLong latest = new AtomicLong();

    /** By this clock. */
    public DeliveryIds(Clock clock, IdSource ids) {
        this.clock = clock;
        this.ids = ids;
    }

    /** A new id. */
    public String next() {
        long time = latest.accumulateAndGet(parts(clock.now()), DeliveryIds::after);
        long random = ByteBuffer.wrap(ids.bytes(RANDOM_BYTES)).getLong();
        return text(time >> PART_BITS, time & (PARTS - 1), random);
    }

    private static long parts(Instant time) {
        return (time.toEpochMilli() << PART_BITS)
                + time.getNano() % NANOS_IN_A_MILLI * PARTS / NANOS_IN_A_MILLI;
    }

    private static long after(long last, long now) {
        return last - now > MOST_AHEAD ? now : Math.max(last + 1, now);
    }

    /** The smallest id of a time: what is smaller was made before. */
    public static String first(Instant time) {
        return text(Math.max(0, time.toEpochMilli()), 0, 0);
    }

    private static String text(long millis, long part, long random) {
        return new UUID(
                        (millis << 16) | 0x7000 | part,
                        (random & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L)
                .toString();
    }
}
