package dev.patchbay.engine.delivery;

import dev.patchbay.engine.execution.ExecutionAnswer;

import java.time.Duration;

/** What came of replaying one dead letter. */
public sealed interface Replay {

    /**
     * A new delivery repeats it; the dead letter stays.
     *
     * @param id of the new delivery
     */
    record Accepted(String id) implements Replay {}

    /** The space has no dead letter of this id. */
    record NotDead() implements Replay {}

    /** An attempt could not even begin. */
    record Refused(ExecutionAnswer why) implements Replay {}

    /** Its params cannot be opened; new ones are needed. */
    record Unreadable() implements Replay {}

    /** The given params are too long. */
    record TooLarge() implements Replay {}

    /** Too many are pending; worth another try after this time. */
    record QueueFull(Duration retryAfter) implements Replay {}
}
