package dev.patchbay.engine.delivery;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.Optional;

/** What an outcome decides (ADR 2). */
public sealed interface Decision {

    /** It was delivered. */
    record Done() implements Decision {}

    /** Tried again by the schedule. */
    record Again() implements Decision {}

    /** Tried again by the schedule, but not before the target's wish. */
    record AgainAt(Optional<Instant> earliest) implements Decision {}

    /** Goes on at the checkpoint, by the schedule, not before the target's wish. */
    record Resume(JsonNode checkpoint, Optional<Instant> earliest) implements Decision {}

    /** As {@link AgainAt}; the target may have acted already, so it may act twice. */
    record Twice(Optional<Instant> earliest) implements Decision {}

    /** A dead letter at once, which keeps the checkpoint. */
    record Dead(Optional<JsonNode> checkpoint) implements Decision {}
}
