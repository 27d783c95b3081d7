package dev.patchbay.engine.delivery;

import dev.patchbay.engine.security.Caller;

import java.time.Instant;
import java.util.Optional;

/**
 * What was accepted; never changes.
 *
 * @param id a UUID of version 7, so that ids sort by the time of acceptance; constant over attempts
 * @param typeId of the connector when it was accepted
 * @param lane deliveries of one space, connector and lane happen in the order of their acceptance;
 *     empty = it waits for no other
 * @param caller whose rights count, at each attempt
 * @param notBefore no attempt before
 * @param expiresAt no attempt from here on
 * @param replayOf the dead letter that this one repeats
 */
public record Delivery(
        String id,
        String spaceId,
        String connectorId,
        String typeId,
        Optional<String> lane,
        Caller caller,
        Instant acceptedAt,
        Optional<Instant> notBefore,
        Optional<Instant> expiresAt,
        Optional<String> replayOf) {}
