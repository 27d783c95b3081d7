package dev.patchbay.store.delivery;

import dev.patchbay.store.sql.Session;

import java.time.Duration;
import java.time.Instant;

/**
 * Removes what is kept of targets: the id of a connector, followed by a space and an origin where
 * params chose that. Stateless.
 */
final class Targets {

    /** Longer than the longest pause between two attempts of a delivery. */
    private static final Duration UNUSED = Duration.ofDays(1);

    private Targets() {}

    /** Those of a connector that goes. */
    static void forget(Session session, String spaceId, String connectorId) {
        String origins = connectorId + " %";
        session.update(
                "delete from delivery_breaker where connector_id = ? or connector_id like ?",
                connectorId,
                origins);
        session.update(
                "delete from delivery_notice where (connector_id = ? or connector_id like ?)"
                        + " and space_id = ?",
                connectorId,
                origins,
                spaceId);
    }

    /** Origins are as many as callers name: those that nobody asks for any more. */
    static void prune(Session session, Instant now) {
        long before = now.minus(UNUSED).toEpochMilli();
        session.update(
                "delete from delivery_notice where connector_id in (select connector_id from"
                        + " delivery_breaker where open_until < ? and connector_id like '% %')",
                before);
        session.update(
                "delete from delivery_breaker where open_until < ? and connector_id like '% %'",
                before);
    }
}
