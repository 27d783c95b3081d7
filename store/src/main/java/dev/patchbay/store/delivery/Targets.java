package dev.patchbay.store.delivery;

import dev.patchbay.store.sql.Session;

import java.time.Duration;
import java.time.Instant;

/**
 * Takes away what is kept of targets: the id of a connector, followed by a space and an origin
 * where params chose that. Stateless.
 */
final class Targets {

    /** Longer than the longest pause between two attempts of a delivery. */
    private static final Duration UNUSED = Duration.ofDays(1);

    /** No pattern: ids hold underscores. */
    private static final String OF_CONNECTOR =
            "connector_id = ? or substr(connector_id, 1, length(?)) = ?";

    private Targets() {}

    /** The breakers of a connector. */
    static void close(Session session, String connectorId) {
        session.update(
                "delete from delivery_breaker where " + OF_CONNECTOR,
                connectorId,
                origins(connectorId),
                origins(connectorId));
    }

    /** The breakers of a space's own connectors; others are shared by all spaces. */
    static void closeOfSpace(Session session, String spaceId) {
        session.update(
                """
                delete from delivery_breaker where exists (select 1 from connector c
                  where c.space_id = ? and (delivery_breaker.connector_id = c.id
                    or substr(delivery_breaker.connector_id, 1, length(c.id) + 1) = c.id || ' '))
                """,
                spaceId);
    }

    /** Those of a connector that goes. */
    static void forget(Session session, String spaceId, String connectorId) {
        close(session, connectorId);
        session.update(
                "delete from delivery_notice where (" + OF_CONNECTOR + ") and space_id = ?",
                connectorId,
                origins(connectorId),
                origins(connectorId),
                spaceId);
    }

    /** What its targets with an origin begin with. */
    private static String origins(String connectorId) {
        return connectorId + " ";
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
