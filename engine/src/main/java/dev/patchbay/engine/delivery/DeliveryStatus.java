package dev.patchbay.engine.delivery;

import java.time.Instant;
import java.util.Optional;

/**
 * A delivery as it stands.
 *
 * @param dueAt when it may be attempted next, if its lane lets it; empty when it has ended
 * @param cancelRequested taken back while an attempt was under way: it is not attempted again
 * @param endedAt empty while it is pending
 * @param reason label of what ended it; empty when it is pending, delivered, cancelled or expired
 * @param replayedAs the latest delivery that repeats this dead letter
 * @param fallbackOf the dead letter that this one took over
 * @param fallbackAs the delivery to another connector that took over this dead letter
 */
public record DeliveryStatus(
        Delivery delivery,
        DeliveryState state,
        AttemptLog log,
        Optional<Instant> dueAt,
        boolean cancelRequested,
        Optional<Instant> endedAt,
        Optional<String> reason,
        Optional<String> replayedAs,
        Optional<String> fallbackOf,
        Optional<String> fallbackAs) {}
