package dev.patchbay.store.delivery;

import dev.patchbay.engine.delivery.ClaimedDelivery;
import dev.patchbay.engine.delivery.Lease;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.sql.Session;
import dev.patchbay.store.sql.SqlTx;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/** SQLite: one process, so its clock is the database's clock, and its one writer is the lock. */
record SqliteLanes(SteadyTime time) implements LaneSql {

    SqliteLanes(Clock clock) {
        this(new SteadyTime(clock));
    }

    @Override
    public List<Long> take(Session session, int count) {
        long next =
                session.query(
                                "update delivery_sequence set next = next + ? where id = 1"
                                        + " returning next",
                                row -> row.getLong(1),
                                count)
                        .getFirst();
        return LongStream.range(next - count, next).boxed().toList();
    }

    @Override
    public long now(Session session) {
        return time.now();
    }

    @Override
    public List<Claim> claim(Session session, long now, String node, int limit, long leaseMillis) {
        return session.query(
                """
                update lane set due_at = ?, epoch = epoch + 1, node = ?,
                  doubtful = case when node is null then doubtful else 1 end
                where id in (select id from lane where due_at <= ? order by due_at limit ?)
                returning id, epoch, doubtful
                """,
                LaneSql::claim,
                now + leaseMillis,
                node,
                now,
                limit);
    }

    @Override
    public List<ClaimedDelivery> heads(Session session, List<Claim> claimed) {
        return claimed.stream()
                .flatMap(claim ->
                        session
                                .first(
                                        DeliveryRows.SELECT_HEAD
                                                + " from delivery where lane_id = ?"
                                                + " order by seq limit 1",
                                        row -> DeliveryRows.head(row, _ -> claim),
                                        claim.lease().laneId())
                                .stream())
                .toList();
    }

    @Override
    public Map<String, Long> named(Session session, Collection<String> keys) {
        Map<String, Long> found = new HashMap<>();
        for (String key : keys) {
            session.first("select id from lane where lane_key = ?", row -> row.getLong(1), key)
                    .ifPresent(id -> found.put(key, id));
        }
        return found;
    }

    @Override
    public Set<Lease> hold(Session session, List<Lease> leases) {
        Set<Lease> held = new HashSet<>();
        for (Lease lease : leases) {
            session.first(
                            "select 1 from lane where id = ? and epoch = ? and node is not null",
                            row -> true,
                            lease.laneId(),
                            lease.epoch())
                    .ifPresent(_ -> held.add(lease));
        }
        return held;
    }

    @Override
    public Map<Long, Integer> wantedBack(Session session, List<Long> seqs) {
        Map<Long, Integer> wanted = new HashMap<>();
        for (Long seq : seqs) {
            session.first(
                            "select cancel_requested from delivery where seq = ?"
                                    + " and cancel_requested <> 0",
                            row -> row.getInt(1),
                            seq)
                    .ifPresent(how -> wanted.put(seq, how));
        }
        return wanted;
    }

    @Override
    public void move(Session session, List<EndedRow> ended, long now) {
        for (EndedRow row : ended) {
            session.update(
                    DeliveryRows.insertEnded("?, ?", row.state()) + " from delivery where seq = ?",
                    row.attempts(),
                    row.log(),
                    row.state(),
                    row.reason().orElse(null),
                    now,
                    row.seq());
            session.update("delete from delivery where seq = ?", row.seq());
        }
    }

    /** Nobody else writes meanwhile. */
    @Override
    public int end(Session session, String which, Ending ending, Object... parameters) {
        DeliveryRows.end(session, "select * from delivery where " + which, ending, parameters);
        return session.update("delete from delivery where " + which, parameters);
    }

    @Override
    public void goOn(Session session, List<Long> lanes) {
        for (Long lane : lanes) {
            Optional<Long> next =
                    session.first(
                            "select min(due_at, coalesce(expires_at, due_at)) from delivery"
                                    + " where lane_id = ? order by seq limit 1",
                            row -> row.getLong(1),
                            lane);
            if (next.isPresent()) {
                session.update(
                        "update lane set due_at = ?, node = null, doubtful = 0 where id = ?",
                        next.get(),
                        lane);
            } else {
                session.update("delete from lane where id = ?", lane);
            }
        }
    }

    @Override
    public void remove(Session session, List<Long> lanes) {
        lanes.forEach(lane -> session.update("delete from lane where id = ?", lane));
    }

    @Override
    public String locking() {
        return "";
    }

    /** Moves what was planned by the clock; what somebody named a time for stays. */
    @Override
    public Duration followClock(SqlTx tx) {
        long jump = time.jump();
        if (jump == 0) {
            return Duration.ZERO;
        }
        Session session = tx.session();
        session.update(
                """
                update lane set due_at = due_at + ? where not exists (select 1 from delivery d
                  where d.lane_id = lane.id and d.attempts = 0 and d.not_before is not null)
                """,
                jump);
        session.update(
                "update delivery set due_at = due_at + ? where attempts > 0 or not_before is null",
                jump);
        session.update("update delivery_rate set arrival = arrival + ?", jump * 1_000);
        session.update("update delivery_breaker set open_until = open_until + ?", jump);
        // At once: the next work of the same commit must not see the one without the other.
        time.moved(jump);
        tx.whenEnded(committed -> {
            if (!committed) {
                time.moved(-jump);
            }
        });
        return Duration.ofMillis(jump);
    }
}
