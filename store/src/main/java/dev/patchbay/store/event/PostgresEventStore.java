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

/** {@link EventStore} with native partitions by range. */
final class PostgresEventStore implements EventStore {

    /** Nodes that make partitions wait for each other at this advisory lock. */
    private static final long MAKING = 0x7061_7463_6865_7601L;

    private static final String TABLE = "event";

    private final Sql sql;
    private final SqlEventOutbox outbox;
    private final Clock clock;
    private final Positions positions = new Positions();

    /** Days whose partition is there and committed. */
    private final Set<Day> made = ConcurrentHashMap.newKeySet();

    PostgresEventStore(Sql sql, SqlEventOutbox outbox, Clock clock) {
        this.sql = sql;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public void append(Tx tx, List<ExecutionRecord> records) {
        SqlTx running = sql.of(tx);
        EventRows.byDay(records).keySet().forEach(day -> make(running, day));
        // In one order on all nodes: two that add the same record must not wait crosswise.
        List<@Nullable Object[]> rows = new ArrayList<>(records.size());
        records.stream()
                .sorted(Positions.ORDER)
                .forEach(record -> rows.add(EventRows.values(record)));
        running.session().batch(EventRows.insert(TABLE), rows);
        outbox.added(running.session(), records);
    }

    /** Attaches a table, which lets others write meanwhile; creating it as a partition does not. */
    private void make(SqlTx tx, Day day) {
        if (made.contains(day)) {
            return;
        }
        Session session = tx.session();
        session.query("select pg_advisory_xact_lock(?)", row -> true, MAKING);
        boolean there =
                session.first(
                                "select 1 from pg_inherits where inhrelid = to_regclass(?)",
                                row -> row.getInt(1),
                                day.table())
                        .isPresent();
        if (!there) {
            session.execute(
                    "create table if not exists "
                            + day.table()
                            + " (like "
                            + TABLE
                            + " including all)");
            session.execute(
                    "alter table "
                            + TABLE
                            + " attach partition "
                            + day.table()
                            + " for values from ("
                            + day.begin()
                            + ") to ("
                            + day.end()
                            + ")");
        }
        tx.whenEnded(committed -> {
            if (committed) {
                made.add(day);
            }
        });
    }

    @Override
    public List<ExecutionRecord> find(EventQuery query) {
        return positions.remember(
                sql.read(session -> {
                    Optional<Position> before =
                            query.before()
                                    .flatMap(id -> positions.find(id, () -> scan(session, id)));
                    if (query.before().isPresent() && before.isEmpty()) {
                        return List.of();
                    }
                    EventFilter filter = EventFilter.of(query, before);
                    return session.query(
                            filter.select(TABLE),
                            EventRows::record,
                            filter.parameters(query.limit()));
                }));
    }

    private static Optional<Position> scan(Session session, String id) {
        byte[] compact = CompactId.bytes(id);
        return session.first(
                "select at from event where id = ?",
                row -> new Position(row.getLong(1), compact),
                compact);
    }

    @Override
    public EventSearch.Page search(EventSearch search) {
        return new EventSearches(this::touched)
                .search(search, EventSql.of(search, Dialect.POSTGRES));
    }

    private <T> T touched(EventSql wanted, EventSearches.Reading<T> reading) {
        return sql.read(session -> reading.read(session, List.of(TABLE)));
    }

    @Override
    public List<ConnectorHealth> healthSince(Instant from) {
        return sql.read(session -> {
            HealthRows health = new HealthRows();
            health.add(session, TABLE, Day.micros(from));
            return health.all();
        });
    }

    @Override
    public long count() {
        return sql.read(session ->
                session.query("select count(*) from event", row -> row.getLong(1)).getFirst());
    }

    /** Also makes the partitions of today and tomorrow, so that no record has to wait for them. */
    @Override
    public void prune(Instant oldest, long largestBytes) {
        Day today = Day.of(clock.now());
        sql.write(tx -> {
            make(sql.of(tx), today);
            make(sql.of(tx), today.next());
            return true;
        });
        List<Partition> partitions =
                sql.read(session ->
                        session.query(
                                "select c.relname, pg_total_relation_size(c.oid)"
                                        + " from pg_inherits i"
                                        + " join pg_class c on c.oid = i.inhrelid"
                                        + " where i.inhparent = 'event'::regclass"
                                        + " order by c.relname",
                                row ->
                                        new Partition(
                                                Day.ofTable(row.getString(1)), row.getLong(2))));
        for (Day day : Partition.surplus(partitions, Day.micros(oldest), largestBytes, today)) {
            made.remove(day);
            sql.write(tx -> {
                sql.of(tx).session().execute("drop table if exists " + day.table());
                SqlEventOutbox.dropped(sql.of(tx).session(), day);
                return true;
            });
            made.remove(day);
        }
    }
}
