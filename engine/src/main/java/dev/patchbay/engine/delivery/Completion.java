package dev.patchbay.engine.delivery;

import java.time.Duration;
import java.util.Optional;

/** What a node makes of a lane that it has claimed. */
public sealed interface Completion {

    /**
     * The head is tried again.
     *
     * @param delay from now, by the database's clock
     * @param sealedCheckpoint replaces the one before
     */
    record Again(Duration delay, AttemptLog log, Optional<byte[]> sealedCheckpoint)
            implements Completion {}

    /**
     * The head has ended and the lane goes on with the next one.
     *
     * @param reason label of what ended it
     * @param sealedCheckpoint kept by a dead letter
     */
    record Ended(
            DeliveryState state,
            Optional<String> reason,
            AttemptLog log,
            Optional<byte[]> sealedCheckpoint)
            implements Completion {}

    /**
     * Nothing was attempted; the head has a place in its connector's rate and may begin after this
     * time, without asking for another.
     */
    record Reserved(Duration delay) implements Completion {}

    /** Nothing was attempted; the lane is put back for a while. */
    record Postponed(Duration delay) implements Completion {}
}
