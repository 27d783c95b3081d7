package dev.patchbay.store.event;

import dev.patchbay.engine.eventlog.ConnectorHealth;
import dev.patchbay.engine.eventlog.EventQuery;
import dev.patchbay.engine.eventlog.EventSearch;
import dev.patchbay.engine.eventlog.EventStore;
import dev.patchbay.engine.eventlog.ExecutionRecord;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.sql.Dialect;
import dev.patchbay.store.sql.Session;
import dev.patchbay.store.sql.Sql;
import dev.patchbay.store.sql.SqlTx;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** {@link EventStore} with a table for each day, clustered by time. */
final class SqliteEventStore implements EventStore {

    private final Sql sql;
    private final SqlEventOutbox outbox;
    private final Clock clock;
    private final Positions positions = new Positions();

    /** Days whose table is there and committed. */
    private final Set<Day> made = ConcurrentHashMap.newKeySet();

    SqliteEventStore(Sql sql, SqlEventOutbox outbox, Clock clock) {
        this.sql = sql;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public void append(Tx tx, List<ExecutionRecord> records) {
        EventRows.byDay(records).forEach((day, some) -> append(sql.of(tx), day, some));
        outbox.added(sql.of(tx).session(), records);
    }

    private void append(SqlTx tx, Day day, List<ExecutionRecord> records) {
        Session session = tx.session();
        if (!made.contains(day)) {
            make(tx, day);
        }
        List<@Nullable Object[]> rows = new ArrayList<>(records.size());
        for (ExecutionRecord record : records) {
            rows.add(EventRows.values(record));
        }
        int[] added = session.batch(EventRows.insert(day.table()), rows);
        long count = 0;
        long bytes = 0;
        for (int i = 0; i < added.length; i++) {
            count += added[i];
            bytes += (long) added[i] * EventRows.size(rows.get(i));
        }
        session.update(
                "update event_day set records = records + ?, bytes = bytes + ? where day = ?",
                count,
                bytes,
                day.number());
    }

    private void make(SqlTx tx, Day day) {
        Session session = tx.session();
        session.execute(
                "create table if not exists "
                        + day.table()
                        + """
                        (at integer not null, duration integer not null,
                         request_bytes integer not null, success integer not null,
                         preconfigured integer not null, id blob not null,
                         connector_id blob not null, space_id text not null,
                         connector_name text not null, type_id text not null,
                         source text not null, user_name text not null, reason text, effect text,
                         error text, api_key_id text, api_key_name text,
                         primary key (at, id)) without rowid\
                        """);
        session.update(
                "insert into event_day (day, records, bytes) values (?, 0, 0)"
                        + " on conflict (day) do nothing",
                day.number());
        tx.whenEnded(committed -> {
            if (committed) {
                made.add(day);
            }
        });
    }

    @Override
    public List<ExecutionRecord> find(EventQuery query) {
        return positions.remember(
                overDays((session, days) -> {
                    Optional<Position> before =
                            query.before()
                                    .flatMap(id ->
                                            positions.find(id, () -> scan(session, days, id)));
                    if (query.before().isPresent() && before.isEmpty()) {
                        return List.of();
                    }
                    return find(session, days, EventFilter.of(query, before), query.limit());
                }));
    }

    private static List<ExecutionRecord> find(
            Session session, List<Day> days, EventFilter filter, int limit) {
        List<ExecutionRecord> found = new ArrayList<>();
        for (Day day : days) {
            if (found.size() < limit && filter.touches(day)) {
                found.addAll(
                        session.query(
                                filter.select(day.table()),
                                EventRows::record,
                                filter.parameters(limit - found.size())));
            }
        }
        return found;
    }

    private static Optional<Position> scan(Session session, List<Day> days, String id) {
        byte[] compact = CompactId.bytes(id);
        for (Day day : days) {
            Optional<Position> found =
                    session.first(
                            "select at from " + day.table() + " where id = ?",
                            row -> new Position(row.getLong(1), compact),
                            compact);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    @Override
    public EventSearch.Page search(EventSearch search) {
        return new EventSearches(this::touched).search(search, EventSql.of(search, Dialect.SQLITE));
    }

    private <T> T touched(EventSql wanted, EventSearches.Reading<T> reading) {
        return overDays((session, days) ->
                reading.read(
                        session, days.stream().filter(wanted::touches).map(Day::table).toList()));
    }

    @Override
    public List<ConnectorHealth> healthSince(Instant from) {
        long micros = Day.micros(from);
        return overDays((session, days) -> {
            HealthRows health = new HealthRows();
            for (Day day : days) {
                if (day.end() > micros) {
                    health.add(session, day.table(), micros);
                }
            }
            return health.all();
        });
    }

    @Override
    public long count() {
        return sql.read(session ->
                session.query(
                                "select coalesce(sum(records), 0) from event_day",
                                row -> row.getLong(1))
                        .getFirst());
    }

    @Override
    public void prune(Instant oldest, long largestBytes) {
        List<Partition> partitions =
                sql.read(session ->
                        session.query(
                                "select day, bytes from event_day order by day",
                                row -> new Partition(new Day(row.getLong(1)), row.getLong(2))));
        Day today = Day.of(clock.now());
        for (Day day : Partition.surplus(partitions, Day.micros(oldest), largestBytes, today)) {
            made.remove(day);
            sql.write(tx -> drop(sql.of(tx), day));
        }
    }

    private boolean drop(SqlTx tx, Day day) {
        tx.whenEnded(_ -> made.remove(day));
        tx.session().execute("drop table if exists " + day.table());
        SqlEventOutbox.dropped(tx.session(), day);
        return tx.session().update("delete from event_day where day = ?", day.number()) > 0;
    }

    private interface OverDays<T> {
        T read(Session session, List<Day> days);
    }

    /** Reads in one snapshot, so that no table is dropped on the way; newest day first. */
    private <T> T overDays(OverDays<T> reading) {
        return sql.read(session ->
                session.inSnapshot(() ->
                        reading.read(
                                session,
                                session.query(
                                        "select day from event_day" + " order by day desc",
                                        row -> new Day(row.getLong(1))))));
    }
}
