package dev.patchbay.store.event;

import dev.patchbay.engine.eventlog.ExecutionRecord;
import dev.patchbay.store.sql.Session;
import dev.patchbay.store.sql.SqlTx;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Writes the days of SQLite's event log. A day has a table of records, clustered by time, a table
 * of their {@link EventSubject subjects}, which are written once and not with each record, and a
 * view over both, which is all that readers know. A subject may be there twice, as after a restart.
 * To be used by the thread that writes.
 */
final class SqliteDays {

    /** Subjects of a day that are remembered; a few hundred bytes each. */
    private static final int MOST_REMEMBERED = 20_000;

    /** What SQLite needs beside a record's texts and blobs: the cell and the rest of a page. */
    private static final int ROW = 40;

    /** The same for a subject. */
    private static final int SUBJECT = 32;

    /**
     * Days whose tables are there and committed, with the numbers of their subjects: the newest and
     * the one before it.
     */
    private final ConcurrentMap<Day, Map<EventSubject, Long>> made = new ConcurrentHashMap<>();

    /** Adds records of a day unless they are there. */
    void append(SqlTx tx, Day day, List<ExecutionRecord> records) {
        Session session = tx.session();
        Map<EventSubject, Long> known = made.get(day);
        if (known == null) {
            make(session, day);
            known = new ConcurrentHashMap<>();
        }
        Batch batch = new Batch(session, day, known);
        records.forEach(batch::add);
        batch.write();
        Map<EventSubject, Long> all = known;
        tx.whenEnded(committed -> {
            if (committed) {
                batch.remember(all);
                if (made.put(day, all) == null) {
                    made.keySet().removeIf(other -> other.number() < day.number() - 1);
                }
            }
        });
    }

    /** Days that are remembered. */
    int remembered() {
        return made.size();
    }

    private static void make(Session session, Day day) {
        // What an earlier version wrote today is a table with all columns.
        if (there(session, "table", day.table())) {
            session.execute("alter table " + day.table() + " rename to " + flat(day));
        }
        String flat =
                there(session, "table", flat(day))
                        ? " union all select " + EventRows.COLUMNS + " from " + flat(day)
                        : "";
        create(
                session,
                rows(day),
                """
                (at integer not null, duration integer not null,
                 request_bytes integer not null, success integer not null,
                 subject integer not null, id blob not null,
                 reason text, effect text, error text,
                 primary key (at, id)) without rowid\
                """);
        create(
                session,
                subjects(day),
                """
                (number integer primary key, connector_id blob not null,
                 connector_name text not null, type_id text not null,
                 preconfigured integer not null, space_id text not null,
                 source text not null, user_name text not null,
                 api_key_id text, api_key_name text)\
                """);
        // A cross join, because SQLite keeps the order of its sides: records by their key, each
        // with its subject, and never subjects first with an index made for the query.
        session.execute(
                "create view if not exists "
                        + day.table()
                        + " as select "
                        + EventRows.COLUMNS
                        + " from "
                        + rows(day)
                        + " cross join "
                        + subjects(day)
                        + " on number = subject"
                        + flat);
        session.update(
                "insert into event_day (day, records, bytes) values (?, 0, 0)"
                        + " on conflict (day) do nothing",
                day.number());
    }

    private static void create(Session session, String table, String definition) {
        session.execute("create table if not exists " + table + definition);
    }

    /** Removes a day. */
    void drop(SqlTx tx, Day day) {
        Session session = tx.session();
        made.remove(day);
        tx.whenEnded(_ -> made.remove(day));
        if (there(session, "view", day.table())) {
            session.execute("drop view " + day.table());
        }
        for (String table : List.of(day.table(), rows(day), subjects(day), flat(day))) {
            session.execute("drop table if exists " + table);
        }
        session.update("delete from event_day where day = ?", day.number());
    }

    private static boolean there(Session session, String kind, String name) {
        return session.first(
                        "select 1 from sqlite_master where type = ? and name = ?",
                        row -> true,
                        kind,
                        name)
                .isPresent();
    }

    private static String rows(Day day) {
        return "event_row_" + day.digits();
    }

    private static String subjects(Day day) {
        return "event_subject_" + day.digits();
    }

    /** Records of the day on which the layout changed, each with all of its columns. */
    private static String flat(Day day) {
        return "event_flat_" + day.digits();
    }

    /** Records that are added to a day together. */
    private static final class Batch {
        private final Session session;
        private final Day day;
        private final Map<EventSubject, Long> known;
        private final Map<EventSubject, Long> added = new HashMap<>();
        private final List<@Nullable Object[]> successes = new ArrayList<>();
        private final List<@Nullable Object[]> failures = new ArrayList<>();
        private long count;
        private long bytes;

        Batch(Session session, Day day, Map<EventSubject, Long> known) {
            this.session = session;
            this.day = day;
            this.known = known;
        }

        void add(ExecutionRecord record) {
            long at = Day.micros(record.startedAt());
            long subject = number(EventSubject.of(record));
            byte[] id = CompactId.bytes(record.id());
            if (record.success()
                    && record.reason().isEmpty()
                    && record.effect().isEmpty()
                    && record.error().isEmpty()) {
                successes.add(
                        new @Nullable Object[] {
                            at, record.durationNanos(), record.requestBytes(), subject, id
                        });
            } else {
                failures.add(
                        new @Nullable Object[] {
                            at,
                            record.durationNanos(),
                            record.requestBytes(),
                            subject,
                            id,
                            record.success() ? 1 : 0,
                            record.reason().orElse(null),
                            record.effect().orElse(null),
                            record.error().orElse(null)
                        });
            }
        }

        private long number(EventSubject subject) {
            Long number = known.get(subject);
            return number != null ? number : added.computeIfAbsent(subject, this::insert);
        }

        private long insert(EventSubject subject) {
            @Nullable Object[] values = subject.values();
            bytes += SUBJECT + texts(values);
            return session.query(
                            "insert into "
                                    + subjects(day)
                                    + " (connector_id, connector_name, type_id, preconfigured,"
                                    + " space_id, source, user_name, api_key_id, api_key_name)"
                                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning number",
                            row -> row.getLong(1),
                            values)
                    .getFirst();
        }

        void write() {
            insert(
                    "at, duration, request_bytes, subject, id, success) values (?, ?, ?, ?, ?, 1)",
                    successes);
            insert(
                    "at, duration, request_bytes, subject, id, success, reason, effect, error)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    failures);
            session.update(
                    "update event_day set records = records + ?, bytes = bytes + ? where day = ?",
                    count,
                    bytes,
                    day.number());
        }

        private void insert(String what, List<@Nullable Object[]> all) {
            if (all.isEmpty()) {
                return;
            }
            int[] inserted =
                    session.batch(
                            "insert into " + rows(day) + " (" + what + " on conflict do nothing",
                            all);
            for (int i = 0; i < inserted.length; i++) {
                count += inserted[i];
                bytes += (long) inserted[i] * (ROW + texts(all.get(i)));
            }
        }

        private static long texts(@Nullable Object[] values) {
            long length = 0;
            for (Object value : values) {
                length +=
                        switch (value) {
                            case String text -> text.length();
                            case byte[] blob -> blob.length;
                            case null, default -> 0;
                        };
            }
            return length;
        }

        void remember(Map<EventSubject, Long> all) {
            if (all.size() + added.size() > MOST_REMEMBERED) {
                all.clear();
            }
            all.putAll(added);
        }
    }
}
