package dev.patchbay.store.delivery;

import dev.patchbay.engine.delivery.Lease;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.sql.Session;
import dev.patchbay.store.sql.SqlTx;

import java.time.Duration;
import java.util.List;
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
    public List<Lease> claim(Session session, long now, String node, int limit, long leaseMillis) {
        return session.query(
                """
                update lane set due_at = ?, epoch = epoch + 1, node = ?
                where id in (select id from lane where due_at <= ? order by due_at limit ?)
                returning id, epoch
                """,
                row -> new Lease(row.getLong(1), row.getLong(2)),
                now + leaseMillis,
                node,
                now,
                limit);
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
