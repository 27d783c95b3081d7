package dev.patchbay.engine.space;

/** What came of writing a space. */
public sealed interface SpaceChange {

    /** Stored, as it is now. */
    record Stored(Space space) implements SpaceChange {}

    /** Removed. */
    record Deleted() implements SpaceChange {}

    /** Not written. */
    record Refused(Reason reason) implements SpaceChange {}

    /** Why not. */
    enum Reason {
        TOO_MANY,
        FEATURES_NOT_ALLOWED,
        SOLUTION_NOT_ALLOWED,
        TAKEN,
        UNKNOWN,
        RESERVED
    }
}
