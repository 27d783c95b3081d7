package dev.patchbay.store.delivery;

import dev.patchbay.engine.delivery.Lease;
import dev.patchbay.store.sql.Session;
import dev.patchbay.store.sql.SqlTx;

import java.time.Duration;
import java.util.List;

/** PostgreSQL: any number of nodes, its own clock. */
record PostgresLanes() implements LaneSql {

    private static final String NOW =
            "cast(extract(epoch from clock_timestamp()) * 1000 as bigint)";

    @Override
    public List<Long> take(Session session, int count) {
        return session
                .query(
                        "select nextval('delivery_sequence') from generate_series(1, ?)",
                        row -> row.getLong(1),
                        count)
                .stream()
                .sorted()
                .toList();
    }

    @Override
    public long now(Session session) {
        return session.query("select " + NOW, row -> row.getLong(1)).getFirst();
    }

    @Override
    public List<Lease> claim(Session session, long now, String node, int limit, long leaseMillis) {
        return session.query(
                """
                with due as materialized (
                  select id from lane where due_at <= ? order by due_at limit ?
                  for update skip locked)
                update lane set due_at = ?, epoch = epoch + 1, node = ?
                from due where lane.id = due.id
                returning lane.id, epoch
                """,
                row -> new Lease(row.getLong(1), row.getLong(2)),
                now,
                limit,
                now + leaseMillis,
                node);
    }

    @Override
    public String locking() {
        return " for update";
    }

    /** The server's clock is its operator's: a node that moves its own changes nothing here. */
    @Override
    public Duration followClock(SqlTx tx) {
        return Duration.ZERO;
    }
}
