package dev.patchbay.store.delivery;

import dev.patchbay.engine.delivery.DeliveryStore.Horizon;
import dev.patchbay.store.sql.Session;

import java.time.Instant;
import java.util.Optional;

/** Removes old rows, a few at a time: ids sort by time, so the oldest lie together. Stateless. */
final class DeliveryPrunes {

    private DeliveryPrunes() {}

    static Horizon horizon(Session session, Horizon byAge, long mostEnded, long mostDead) {
        return new Horizon(
                later(byAge.ended(), oldestKept(session, "state <> 'dead'", mostEnded)),
                later(byAge.dead(), oldestKept(session, "state = 'dead'", mostDead)));
    }

    private static String later(String one, Optional<String> other) {
        return other.filter(id -> id.compareTo(one) > 0).orElse(one);
    }

    static boolean prune(Session session, Instant now, Horizon horizon, int limit) {
        Targets.prune(session, now);
        int ended =
                session.update(
                        """
                        delete from delivery_end where id in (select id from delivery_end
                          where id < ? and state <> 'dead' order by id limit ?)
                        """,
                        horizon.ended(),
                        limit);
        int dead =
                session.update(
                        """
                        delete from delivery_end where id in (select id from delivery_end
                          where id < ? and state = 'dead' order by id limit ?)
                        """,
                        horizon.dead(),
                        limit);
        int links =
                session.update(
                        "delete from delivery_fallback where dead_id in (select dead_id from"
                                + " delivery_fallback where dead_id < ? order by dead_id limit ?)",
                        horizon.dead(),
                        limit);
        int keys =
                session.update(
                        """
                        delete from idempotency_key where (scope, key) in
                          (select scope, key from idempotency_key
                            where expires_at <= ? order by expires_at limit ?)
                        """,
                        now.toEpochMilli(),
                        limit);
        return Math.max(Math.max(ended, dead), Math.max(links, keys)) >= limit;
    }

    private static Optional<String> oldestKept(Session session, String which, long most) {
        return session.first(oldestKept(which), row -> row.getString(1), most - 1);
    }

    /** No row when all may be kept. The condition is that of an index of ids alone. */
    static String oldestKept(String which) {
        return "select id from delivery_end where " + which + " order by id desc limit 1 offset ?";
    }
}
