package dev.patchbay.store.event;

import dev.patchbay.engine.eventlog.EventOutbox;
import dev.patchbay.engine.eventlog.ExecutionRecord;
import dev.patchbay.store.sql.Session;
import dev.patchbay.store.sql.Sql;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@link EventOutbox} as a table of keys beside the records. */
public final class SqlEventOutbox implements EventOutbox {

    private final Sql sql;
    private volatile boolean open;

    /** Over this database; closed. */
    public SqlEventOutbox(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void open() {
        open = true;
    }

    /** Puts records in, in the transaction that appends them. */
    void added(Session session, List<ExecutionRecord> records) {
        if (open) {
            session.batch(
                    "insert into event_outbox (at, id) values (?, ?) on conflict do nothing",
                    records.stream().map(SqlEventOutbox::key).toList());
        }
    }

    private static @Nullable Object[] key(ExecutionRecord record) {
        return new @Nullable Object[] {
            Day.micros(record.startedAt()), CompactId.bytes(record.id())
        };
    }

    /** A day was dropped with all that waited in it. */
    static void dropped(Session session, Day day) {
        session.update("delete from event_outbox where at >= ? and at < ?", day.begin(), day.end());
    }

    @Override
    public List<ExecutionRecord> oldest(int limit) {
        return switch (sql.dialect()) {
            case POSTGRES -> sql.read(session -> joined(session, "event", limit));
            case SQLITE -> sql.read(session -> session.inSnapshot(() -> overDays(session, limit)));
        };
    }

    private static List<ExecutionRecord> overDays(Session session, int limit) {
        List<Long> first =
                session.query(
                        "select at from event_outbox order by at limit 1", row -> row.getLong(1));
        if (first.isEmpty()) {
            return List.of();
        }
        List<Day> days =
                session.query(
                        "select day from event_day where day >= ? order by day",
                        row -> new Day(row.getLong(1)),
                        Day.ofMicros(first.getFirst()).number());
        List<ExecutionRecord> found = new ArrayList<>();
        for (Day day : days) {
            if (found.size() < limit) {
                found.addAll(joined(session, day.table(), limit - found.size()));
            }
        }
        return found;
    }

    private static List<ExecutionRecord> joined(Session session, String table, int limit) {
        return session.query(
                "select "
                        + EventRows.COLUMNS
                        + " from event_outbox join "
                        + table
                        + " using (at, id) order by at, id limit ?",
                EventRows::record,
                limit);
    }

    @Override
    public void sent(List<ExecutionRecord> records) {
        sql.write(tx ->
                sql.of(tx)
                        .session()
                        .batch(
                                "delete from event_outbox where at = ? and id = ?",
                                records.stream().map(SqlEventOutbox::key).toList()));
    }

    @Override
    public boolean lease(String owner, Instant now, Instant until) {
        return sql.write(tx -> {
            Session session = sql.of(tx).session();
            int renewed =
                    session.update(
                            "update event_export set owner = ?, until = ?"
                                    + " where name = 'stream' and (owner = ? or until < ?)",
                            owner,
                            until.toEpochMilli(),
                            owner,
                            now.toEpochMilli());
            return renewed > 0
                    || session.update(
                                    "insert into event_export (name, owner, until)"
                                            + " values ('stream', ?, ?) on conflict do nothing",
                                    owner,
                                    until.toEpochMilli())
                            > 0;
        });
    }
}
