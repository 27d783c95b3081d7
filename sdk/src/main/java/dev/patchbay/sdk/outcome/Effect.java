package dev.patchbay.sdk.outcome;

import tools.jackson.databind.JsonNode;

/** What a failed attempt has already done at its target (ADR 2). */
public sealed interface Effect {

    /** The target did not act. */
    record None() implements Effect {}

    /** The target acted completely. */
    record Applied() implements Effect {}

    /** The target acted up to {@code checkpoint}, which the same operation takes to go on. */
    record Partial(JsonNode checkpoint) implements Effect {}

    /** A request left and nothing says what became of it. */
    record Unknown() implements Effect {}

    /** The shared value of {@link None}. */
    Effect NONE = new None();

    /** The shared value of {@link Applied}. */
    Effect APPLIED = new Applied();

    /** The shared value of {@link Unknown}. */
    Effect UNKNOWN = new Unknown();

    /** The effect of an answered HTTP status of 300 and above (ADR 2, second table). */
    static Effect ofStatus(int status) {
        return status == 408 || (status >= 500 && status != 501 && status != 503) ? UNKNOWN : NONE;
    }

    /** Lower-case name for events and metrics: {@code none applied partial unknown}. */
    default String label() {
        return switch (this) {
            case None _ -> "none";
            case Applied _ -> "applied";
            case Partial _ -> "partial";
            case Unknown _ -> "unknown";
        };
    }
}
