package dev.patchbay.store.delivery;

import dev.patchbay.engine.delivery.Delivery;
import dev.patchbay.engine.delivery.DeliveryState;
import dev.patchbay.engine.delivery.DeliveryStore;
import dev.patchbay.engine.delivery.NewDelivery;
import dev.patchbay.engine.delivery.Withdrawal;
import dev.patchbay.store.sql.Session;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Changes of lanes and their deliveries, each within a transaction. Thread-safe. */
final class DeliveryWrites {

    private static final String INSERT_LANE =
            "insert into lane (id, lane_key, due_at, epoch) values (?, ?, ?, 0)";

    private final LaneSql lanes;

    DeliveryWrites(LaneSql lanes) {
        this.lanes = lanes;
    }

    void insert(Session session, List<NewDelivery> deliveries) {
        long now = lanes.now(session);
        Map<String, Long> named = named(session, deliveries, now);
        // Numbered after the named lanes are held: the order of numbers is that of the lane.
        List<Long> numbers = lanes.take(session, deliveries.size());
        List<@Nullable Object[]> laneRows = new ArrayList<>();
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < deliveries.size(); i++) {
            NewDelivery fresh = deliveries.get(i);
            long seq = numbers.get(i);
            long due = due(fresh.delivery(), now);
            Optional<String> key = LaneKey.of(fresh.delivery());
            if (key.isEmpty()) {
                laneRows.add(new @Nullable Object[] {seq, null, least(due, fresh.delivery())});
            }
            rows.add(DeliveryRows.values(fresh, seq, key.map(named::get).orElse(seq), due));
        }
        if (!laneRows.isEmpty()) {
            session.batch(INSERT_LANE, laneRows);
        }
        session.batch(DeliveryRows.INSERT, rows);
    }

    int supersede(Session session, NewDelivery newest) {
        String key =
                LaneKey.of(newest.delivery())
                        .orElseThrow(() -> new IllegalArgumentException("no lane to supersede in"));
        Optional<Long> found = Optional.ofNullable(lanes.named(session, List.of(key)).get(key));
        if (found.isEmpty()) {
            insert(session, List.of(newest));
            return 0;
        }
        long lane = found.get();
        boolean claimed =
                session.first(
                                "select 1 from lane where id = ? and node is not null",
                                row -> true,
                                lane)
                        .isPresent();
        // The head of a claimed lane is being attempted; all others only wait.
        long head = claimed ? head(session, lane) : -1;
        session.update(
                "update delivery set cancel_requested = ? where seq = ? and cancel_requested = 0",
                LaneSql.SUPERSEDED,
                head);
        int ended =
                lanes.end(
                        session,
                        "lane_id = ? and seq <> ?",
                        ending(
                                session,
                                DeliveryState.CANCELLED,
                                Optional.of(DeliveryStore.SUPERSEDED)),
                        lane,
                        head);
        insert(session, List.of(newest));
        if (!claimed) {
            lanes.goOn(session, List.of(lane));
        }
        return ended;
    }

    /**
     * Holds the named lanes; makes those that are missing, in the order of their keys. A lane that
     * is there has a head already, which is due first.
     */
    private Map<String, Long> named(Session session, List<NewDelivery> deliveries, long now) {
        Map<String, Delivery> heads = new TreeMap<>();
        for (NewDelivery fresh : deliveries) {
            LaneKey.of(fresh.delivery()).ifPresent(key -> heads.putIfAbsent(key, fresh.delivery()));
        }
        if (heads.isEmpty()) {
            return Map.of();
        }
        Map<String, Long> named = new HashMap<>(lanes.named(session, heads.keySet()));
        heads.keySet().removeAll(named.keySet());
        if (heads.isEmpty()) {
            return named;
        }
        Iterator<Long> numbers = lanes.take(session, heads.size()).iterator();
        heads.forEach((key, head) ->
                named.put(
                        key,
                        session.query(
                                        // One that came meanwhile has a head, which is due first.
                                        INSERT_LANE
                                                + " on conflict (lane_key) where lane_key is not"
                                                + " null do update set lane_key = excluded.lane_key"
                                                + " returning id",
                                        row -> row.getLong(1),
                                        numbers.next(),
                                        key,
                                        least(due(head, now), head))
                                .getFirst()));
        return named;
    }

    private static long due(Delivery delivery, long now) {
        return Math.max(now, delivery.notBefore().map(Instant::toEpochMilli).orElse(now));
    }

    /** A lane is looked at when its head expires, too. */
    static long least(long due, Delivery head) {
        return Math.min(due, head.expiresAt().map(Instant::toEpochMilli).orElse(due));
    }

    /**
     * Ends all of a connector as refused; how many. The lanes are held first: what is under way
     * ends before, or finds its lease lost.
     */
    int refuse(Session session, String spaceId, String connectorId, String reason) {
        String which = "space_id = ? and connector_id = ?";
        removeLanes(session, which, spaceId, connectorId);
        return lanes.end(
                session,
                which,
                ending(session, DeliveryState.REFUSED, Optional.of(reason)),
                spaceId,
                connectorId);
    }

    private LaneSql.Ending ending(Session session, DeliveryState state, Optional<String> reason) {
        return new LaneSql.Ending(state, reason, lanes.now(session));
    }

    /** Forgets all that a space has, pending and ended. */
    void removeSpace(Session session, String spaceId) {
        removeLanes(session, "space_id = ?", spaceId);
        session.update("delete from delivery where space_id = ?", spaceId);
        session.update("delete from delivery_end where space_id = ?", spaceId);
    }

    /** A lane that comes meanwhile is left without a head, which is seen when it is claimed. */
    private void removeLanes(Session session, String which, Object... parameters) {
        lanes.now(session);
        List<Long> found =
                session.query(
                        "select distinct lane_id from delivery where "
                                + which
                                + " order by lane_id",
                        row -> row.getLong(1),
                        parameters);
        if (!found.isEmpty()) {
            lanes.remove(session, found);
        }
    }

    Withdrawal cancel(Session session, String spaceId, String id) {
        Optional<long[]> found = place(session, spaceId, id);
        if (found.isEmpty()) {
            boolean ended =
                    session.first(
                                    "select 1 from delivery_end where id = ? and space_id = ?",
                                    row -> true,
                                    id,
                                    spaceId)
                            .isPresent();
            return ended ? Withdrawal.TOO_LATE : Withdrawal.NOT_FOUND;
        }
        long seq = found.get()[0];
        long lane = found.get()[1];
        Optional<Boolean> claimed =
                session.first(
                        "select node from lane where id = ?" + lanes.locking(),
                        row -> row.getString(1) != null,
                        lane);
        if (claimed.isEmpty() || place(session, spaceId, id).isEmpty()) {
            return Withdrawal.TOO_LATE;
        }
        boolean first = head(session, lane) == seq;
        if (claimed.get() && first) {
            session.update("update delivery set cancel_requested = 1 where seq = ?", seq);
            return Withdrawal.REQUESTED;
        }
        lanes.end(
                session,
                "seq = ?",
                ending(session, DeliveryState.CANCELLED, Optional.empty()),
                seq);
        if (first) {
            lanes.goOn(session, List.of(lane));
        }
        return Withdrawal.DONE;
    }

    private static Optional<long[]> place(Session session, String spaceId, String id) {
        return session.first(
                "select seq, lane_id from delivery where id = ? and space_id = ?",
                row -> new long[] {row.getLong(1), row.getLong(2)},
                id,
                spaceId);
    }

    private static long head(Session session, long lane) {
        return session.first(
                        // By the lane, too: an index of numbers alone would be read as a whole.
                        "select seq from delivery where lane_id = ? order by lane_id, seq limit 1",
                        row -> row.getLong(1),
                        lane)
                .orElseThrow();
    }
}
