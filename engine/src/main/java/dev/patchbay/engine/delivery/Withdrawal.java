package dev.patchbay.engine.delivery;

/** What came of taking a delivery back. */
public enum Withdrawal {
    /** It has ended as cancelled. */
    DONE,
    /** An attempt is under way; it will be the last. */
    REQUESTED,
    /** It had ended before. */
    TOO_LATE,
    /** There is none of this id. */
    NOT_FOUND
}
