package dev.patchbay.store.delivery;

import dev.patchbay.engine.delivery.AttemptLog;
import dev.patchbay.engine.delivery.ClaimedDelivery;
import dev.patchbay.engine.delivery.Completion;
import dev.patchbay.engine.delivery.Delivery;
import dev.patchbay.engine.delivery.DeliveryState;
import dev.patchbay.engine.delivery.NewDelivery;
import dev.patchbay.engine.delivery.Withdrawal;
import dev.patchbay.store.sql.Session;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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

    /** Holds the named lanes, in the order of their keys; makes those that are missing. */
    private Map<String, Long> named(Session session, List<NewDelivery> deliveries, long now) {
        Map<String, Delivery> heads = new TreeMap<>();
        for (NewDelivery fresh : deliveries) {
            LaneKey.of(fresh.delivery()).ifPresent(key -> heads.putIfAbsent(key, fresh.delivery()));
        }
        Map<String, Long> named = new TreeMap<>();
        if (heads.isEmpty()) {
            return named;
        }
        List<Long> numbers = lanes.take(session, heads.size());
        heads.forEach((key, head) ->
                named.put(
                        key,
                        session.query(
                                        // One that is there has a head already, which is due first.
                                        INSERT_LANE
                                                + " on conflict (lane_key) where lane_key is not"
                                                + " null do update set lane_key = excluded.lane_key"
                                                + " returning id",
                                        row -> row.getLong(1),
                                        numbers.get(named.size()),
                                        key,
                                        least(due(head, now), head))
                                .getFirst()));
        return named;
    }

    private static long due(Delivery delivery, long now) {
        return Math.max(now, delivery.notBefore().map(Instant::toEpochMilli).orElse(now));
    }

    /** A lane is looked at when its head expires, too. */
    private static long least(long due, Delivery head) {
        return Math.min(due, head.expiresAt().map(Instant::toEpochMilli).orElse(due));
    }

    boolean complete(Session session, ClaimedDelivery claimed, Completion completion) {
        long lane = claimed.lease().laneId();
        // The lane of a lone delivery has its number, and nobody can have put another behind it.
        boolean gone = completion instanceof Completion.Ended && lane == claimed.seq();
        int held =
                session.update(
                        (gone ? "delete from lane" : "update lane set node = null")
                                + " where id = ? and epoch = ? and node is not null",
                        lane,
                        claimed.lease().epoch());
        if (held == 0) {
            return false;
        }
        long seq = claimed.seq();
        switch (completion) {
            case Completion.Ended ended -> {
                move(session, claimed, ended);
                if (!gone) {
                    goOn(session, lane);
                }
            }
            case Completion.Again again -> {
                if (cancelRequested(session, seq)) {
                    end(session, claimed, cancelled(again.log()));
                } else {
                    again(session, claimed, again);
                }
            }
            case Completion.Reserved(Duration delay) -> {
                session.update("update delivery set reserved = 1 where seq = ?", seq);
                putBack(session, claimed, delay);
            }
            case Completion.Postponed(Duration delay) -> putBack(session, claimed, delay);
        }
        return true;
    }

    private void putBack(Session session, ClaimedDelivery claimed, Duration delay) {
        if (cancelRequested(session, claimed.seq())) {
            end(session, claimed, cancelled(claimed.log()));
        } else {
            long due = lanes.now(session) + delay.toMillis();
            setDue(session, claimed.lease().laneId(), least(due, claimed.delivery()));
        }
    }

    private static Completion.Ended cancelled(AttemptLog log) {
        return new Completion.Ended(
                DeliveryState.CANCELLED, Optional.empty(), log, Optional.empty());
    }

    private static boolean cancelRequested(Session session, long seq) {
        return session.first(
                        "select 1 from delivery where seq = ? and cancel_requested = 1",
                        row -> true,
                        seq)
                .isPresent();
    }

    private void again(Session session, ClaimedDelivery claimed, Completion.Again again) {
        long due = lanes.now(session) + again.delay().toMillis();
        session.update(
                "update delivery set due_at = ?, attempts = ?, attempt_log = ?,"
                        + " sealed_checkpoint = ?, reserved = 0 where seq = ?",
                due,
                again.log().count(),
                again.log().text(),
                again.sealedCheckpoint().orElse(null),
                claimed.seq());
        setDue(session, claimed.lease().laneId(), least(due, claimed.delivery()));
    }

    private static void setDue(Session session, long lane, long due) {
        session.update("update lane set due_at = ? where id = ?", due, lane);
    }

    private void end(Session session, ClaimedDelivery claimed, Completion.Ended ended) {
        move(session, claimed, ended);
        goOn(session, claimed.lease().laneId());
    }

    private void move(Session session, ClaimedDelivery claimed, Completion.Ended ended) {
        if (ended.state() == DeliveryState.DEAD) {
            session.update(
                    "update delivery set sealed_checkpoint = ? where seq = ?",
                    ended.sealedCheckpoint().orElse(null),
                    claimed.seq());
        }
        copy(
                session,
                "?, ?",
                "seq = ?",
                ended.state(),
                values(
                        new Object[] {claimed.seq()},
                        ended.log().count(),
                        ended.log().text(),
                        ended.state().label(),
                        ended.reason().orElse(null),
                        lanes.now(session)));
        session.update("delete from delivery where seq = ?", claimed.seq());
    }

    /** Ends pending deliveries as they are; the rows remain to be deleted. */
    void end(
            Session session,
            String which,
            DeliveryState state,
            Optional<String> reason,
            Object... parameters) {
        copy(
                session,
                "attempts, attempt_log",
                which,
                state,
                values(parameters, state.label(), reason.orElse(null), lanes.now(session)));
    }

    private static List<@Nullable Object> values(Object[] last, @Nullable Object... first) {
        List<@Nullable Object> all = new ArrayList<>();
        Collections.addAll(all, first);
        Collections.addAll(all, last);
        return all;
    }

    /** Copies to where the ended ones are; only dead letters keep their params. */
    private static void copy(
            Session session,
            String log,
            String which,
            DeliveryState state,
            List<@Nullable Object> parameters) {
        session.update(
                "insert into delivery_end ("
                        + DeliveryRows.FACTS
                        + ", attempts, attempt_log, state, reason, ended_at, sealed_params,"
                        + " sealed_checkpoint) select "
                        + DeliveryRows.FACTS
                        + ", "
                        + log
                        + ", ?, ?, ?, "
                        + (state == DeliveryState.DEAD
                                ? "sealed_params, sealed_checkpoint"
                                : "null, null")
                        + " from delivery where "
                        + which,
                parameters.toArray());
    }

    /** The lane goes on with its next delivery, or is gone. */
    private static void goOn(Session session, long lane) {
        Optional<Long> next =
                session.first(
                        "select due_at, expires_at from delivery where lane_id = ?"
                                + " order by seq limit 1",
                        row -> {
                            long due = row.getLong(1);
                            long expires = row.getLong(2);
                            return row.wasNull() ? due : Math.min(due, expires);
                        },
                        lane);
        if (next.isPresent()) {
            setDue(session, lane, next.get());
        } else {
            session.update("delete from lane where id = ?", lane);
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
        if (claimed.get() && isHead(session, lane, seq)) {
            session.update("update delivery set cancel_requested = 1 where seq = ?", seq);
            return Withdrawal.REQUESTED;
        }
        end(session, "seq = ?", DeliveryState.CANCELLED, Optional.empty(), seq);
        session.update("delete from delivery where seq = ?", seq);
        if (!claimed.get()) {
            goOn(session, lane);
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

    private static boolean isHead(Session session, long lane, long seq) {
        return session.query(
                        "select min(seq) from delivery where lane_id = ?",
                        row -> row.getLong(1),
                        lane)
                .getFirst()
                .equals(seq);
    }
}
