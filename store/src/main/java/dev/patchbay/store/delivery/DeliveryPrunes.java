package dev.patchbay.store.delivery;

import dev.patchbay.engine.delivery.DeliveryIds;
import dev.patchbay.store.sql.Session;

import java.time.Instant;
import java.util.Optional;

/** Removes old rows, a few at a time: ids sort by time, so the oldest lie together. Stateless. */
final class DeliveryPrunes {

    private DeliveryPrunes() {}

    static boolean prune(
            Session session,
            Instant now,
            Instant endedBefore,
            Instant deadBefore,
            long mostDead,
            int limit) {
        int ended =
                session.update(
                        """
                        delete from delivery_end where id in (select id from delivery_end
                          where id < ? and state <> 'dead' order by id limit ?)
                        """,
                        DeliveryIds.first(endedBefore),
                        limit);
        int dead = dead(session, DeliveryIds.first(deadBefore), limit);
        int links =
                session.update(
                        "delete from delivery_fallback where dead_id in (select dead_id from"
                                + " delivery_fallback where dead_id < ? order by dead_id limit ?)",
                        DeliveryIds.first(deadBefore),
                        limit);
        int surplus = oldestKept(session, mostDead).map(id -> dead(session, id, limit)).orElse(0);
        int keys =
                session.update(
                        """
                        delete from idempotency_key where (scope, key) in
                          (select scope, key from idempotency_key
                            where expires_at <= ? order by expires_at limit ?)
                        """,
                        now.toEpochMilli(),
                        limit);
        return Math.max(Math.max(ended, dead), Math.max(Math.max(surplus, links), keys)) >= limit;
    }

    private static int dead(Session session, String before, int limit) {
        return session.update(
                """
                delete from delivery_end where id in (select id from delivery_end
                  where id < ? and state = 'dead' order by id limit ?)
                """,
                before,
                limit);
    }

    /** Empty when all may be kept. */
    private static Optional<String> oldestKept(Session session, long mostDead) {
        return session.first(
                "select id from delivery_end where state = 'dead' order by id desc limit 1 offset"
                        + " ?",
                row -> row.getString(1),
                mostDead - 1);
    }
}
