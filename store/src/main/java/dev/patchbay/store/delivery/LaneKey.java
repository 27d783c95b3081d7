package dev.patchbay.store.delivery;

import dev.patchbay.engine.delivery.Delivery;

import java.util.Optional;

/** What makes two deliveries one lane: space, connector and the lane's name. Stateless. */
final class LaneKey {

    /** Stands in no space id and in no lane's name. */
    private static final char SEPARATOR = '\u001f';

    private LaneKey() {}

    static Optional<String> of(Delivery delivery) {
        return delivery.lane()
                .map(lane ->
                        delivery.spaceId() + SEPARATOR + lane + SEPARATOR + delivery.connectorId());
    }
}
