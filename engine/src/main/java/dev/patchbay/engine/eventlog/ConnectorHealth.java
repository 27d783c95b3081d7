package dev.patchbay.engine.eventlog;

import java.time.Instant;
import java.util.Optional;

/** How a connector fared in a period. */
public record ConnectorHealth(
        String spaceId,
        String connectorId,
        String connectorName,
        String typeId,
        long successes,
        long failures,
        Optional<Instant> lastSuccess,
        Optional<Instant> lastFailure,
        Optional<String> lastReason,
        Optional<String> lastError) {}
