package dev.patchbay.sdk.outcome;

import java.time.Instant;

/** The {@code retry} member of Kibana's answer. It informs a client and decides nothing (ADR 2). */
public sealed interface WireRetry {

    /** The key is absent. */
    record Absent() implements WireRetry {}

    /** {@code true} or {@code false}. */
    record Flag(boolean value) implements WireRetry {}

    /** An ISO 8601 time with milliseconds. */
    record At(Instant time) implements WireRetry {}

    /** The shared value of {@link Absent}. */
    WireRetry ABSENT = new Absent();

    /** {@code true}. */
    WireRetry YES = new Flag(true);

    /** {@code false}. */
    WireRetry NO = new Flag(false);
}
