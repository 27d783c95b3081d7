package dev.patchbay.store.delivery;

import dev.patchbay.engine.delivery.Lease;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.sql.Session;

import java.util.List;
import java.util.stream.LongStream;

/** SQLite: one process, so its clock is the database's clock, and its one writer is the lock. */
record SqliteLanes(Clock clock) implements LaneSql {

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
        return clock.now().toEpochMilli();
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
}
