package dev.patchbay.sdk.outcome;

/** Whether calling an operation again is harmless (ADR 2). */
public enum Idempotency {
    /** Reads only. */
    SAFE,
    /** The target recognises the delivery id or a stable key. */
    KEYED,
    /** Twice leaves the state that once leaves. */
    REPEATABLE,
    /** Each call acts; a duplicate is preferred to a loss. */
    EFFECTFUL,
    /** Each call acts and must never be doubled. */
    NEVER_TWICE
}
