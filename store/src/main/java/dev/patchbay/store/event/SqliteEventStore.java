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

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link EventStore} with {@link SqliteDays tables for each day}. */
final class SqliteEventStore implements EventStore {

    private final Sql sql;
    private final SqlEventOutbox outbox;
    private final Clock clock;
    private final Positions positions = new Positions();
    private final SqliteDays written = new SqliteDays();

    SqliteEventStore(Sql sql, SqlEventOutbox outbox, Clock clock) {
        this.sql = sql;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public void append(Tx tx, List<ExecutionRecord> records) {
        EventRows.byDay(records).forEach((day, some) -> written.append(sql.of(tx), day, some));
        outbox.added(sql.of(tx).session(), records);
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
            sql.write(tx -> {
                written.drop(sql.of(tx), day);
                SqlEventOutbox.dropped(sql.of(tx).session(), day);
                return true;
            });
        }
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
