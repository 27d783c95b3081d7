package dev.patchbay.engine.delivery;

import java.time.Instant;
import java.util.Optional;

/**
 * Which deliveries of a space are wanted, newest first.
 *
 * @param reason label of what ended them
 * @param from accepted at or after
 * @param to accepted before
 * @param before only those with a smaller id: the last one of the page before
 */
public record DeliveryQuery(
        String spaceId,
        Optional<DeliveryState> state,
        Optional<String> connectorId,
        Optional<String> lane,
        Optional<String> reason,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<String> before,
        int limit) {

    /** Those in this state only. */
    public DeliveryQuery withState(DeliveryState wanted) {
        return new DeliveryQuery(
                spaceId, Optional.of(wanted), connectorId, lane, reason, from, to, before, limit);
    }
}
