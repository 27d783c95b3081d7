package dev.patchbay.engine.delivery;

import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/**
 * Ids that sort by time: UUIDs of version 7 (RFC 9562, section 5.7), so that the newest rows lie
 * together and a time is a range of ids. Thread-safe.
 */
public final class DeliveryIds {

    private static final int RANDOM_BYTES = 10;

    private final Clock clock;
    private final IdSource ids;

    /** By this clock. */
    public DeliveryIds(Clock clock, IdSource ids) {
        this.clock = clock;
        this.ids = ids;
    }

    /** A new id. */
    public String next() {
        ByteBuffer random = ByteBuffer.wrap(ids.bytes(RANDOM_BYTES));
        return text(clock.now().toEpochMilli(), random.getShort(), random.getLong());
    }

    /** The smallest id of a time: what is smaller was made before. */
    public static String first(Instant time) {
        return text(Math.max(0, time.toEpochMilli()), (short) 0, 0);
    }

    private static String text(long millis, short high, long low) {
        return new UUID(
                        (millis << 16) | 0x7000 | (high & 0x0fff),
                        (low & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L)
                .toString();
    }
}
