package dev.patchbay.engine.eventlog;

import java.time.Instant;
import java.util.Optional;

/**
 * Which records, newest first.
 *
 * @param from inclusive
 * @param to exclusive
 * @param success only successes or only failures
 * @param before only records older than the one with this id, for paging
 * @param limit 1–10 000
 */
public record EventQuery(
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<String> spaceId,
        Optional<String> connectorId,
        Optional<String> typeId,
        Optional<Boolean> success,
        Optional<String> reason,
        Optional<String> before,
        int limit) {}
