package dev.patchbay.sdk.outcome;

import dev.patchbay.sdk.time.IsoTime;

import java.time.Instant;

/** The {@code retry} member of Kibana's answer. It informs a client and decides nothing (ADR 2). */
public sealed interface WireRetry {

    /** The key is absent. */
    record Absent() implements WireRetry {}

    /** {@code true} or {@code false}. */
    record Flag(boolean value) implements WireRetry {}

    /** An ISO 8601 time with milliseconds. */
    record At(Instant time) implements WireRetry {

        /** The time as the member and the messages spell it: {@code 2026-01-01T00:00:00.000Z}. */
        public String text() {
            return IsoTime.text(time);
        }
    }

    /** The shared value of {@link Absent}. */
    WireRetry ABSENT = new Absent();

    /** {@code true}. */
    WireRetry YES = new Flag(true);

    /** {@code false}. */
    WireRetry NO = new Flag(false);
}
