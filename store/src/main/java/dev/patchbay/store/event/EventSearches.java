package dev.patchbay.store.event;

import dev.patchbay.engine.eventlog.EventSearch;
import dev.patchbay.engine.eventlog.EventSearch.Page;
import dev.patchbay.engine.eventlog.ExecutionRecord;
import dev.patchbay.store.sql.Session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * Runs a search over the tables of a database. When the database decides, it counts and orders;
 * else records go by in pieces and the best of them are kept, so that memory is bounded by the page
 * and each reading by its piece. Thread-safe.
 */
final class EventSearches {

    /** Records of one piece. */
    private static final int PIECE = 2_000;

    private final Tables tables;

    /** Where records are. */
    interface Tables {
        /** Reads tables that may hold something, the newest first. */
        <T> T read(EventSql sql, Reading<T> reading);
    }

    /** One reading. */
    interface Reading<T> {
        /** Reads. */
        T read(Session session, List<String> names);
    }

    private record Counts(long successes, long failures) {
        static final Counts NONE = new Counts(0, 0);

        Counts plus(Counts other) {
            return new Counts(successes + other.successes, failures + other.failures);
        }
    }

    EventSearches(Tables tables) {
        this.tables = tables;
    }

    Page search(EventSearch search, EventSql sql) {
        return search.rest().isPresent()
                ? looked(search, sql, search.rest().get())
                : decided(search, sql);
    }

    private Page decided(EventSearch search, EventSql sql) {
        return tables.read(
                sql,
                (session, names) -> {
                    Counts counts = Counts.NONE;
                    Best best = new Best(search);
                    for (String table : names) {
                        counts = counts.plus(counts(session, sql, table));
                        top(session, search, sql, table).forEach(best::offer);
                    }
                    return new Page(counts.successes(), counts.failures(), best.page());
                });
    }

    private static Counts counts(Session session, EventSql sql, String table) {
        return session.first(
                        "select coalesce(sum(success), 0), count(*) from "
                                + table
                                + " where "
                                + sql.where(),
                        row -> new Counts(row.getLong(1), row.getLong(2) - row.getLong(1)),
                        sql.parameters().toArray())
                .orElse(Counts.NONE);
    }

    private static List<ExecutionRecord> top(
            Session session, EventSearch search, EventSql sql, String table) {
        int most = search.offset() + search.limit();
        if (most == 0) {
            return List.of();
        }
        List<Object> parameters = new ArrayList<>(sql.parameters());
        parameters.add(most);
        return session.query(
                select(table, sql) + EventSql.order(search) + " limit ?",
                EventRows::record,
                parameters.toArray());
    }

    private static String select(String table, EventSql sql) {
        return "select " + EventRows.COLUMNS + " from " + table + " where " + sql.where();
    }

    private Page looked(EventSearch search, EventSql sql, Predicate<ExecutionRecord> test) {
        Best best = new Best(search);
        Counts counts = Counts.NONE;
        Position before = new Position(Long.MAX_VALUE, new byte[0]);
        while (true) {
            List<ExecutionRecord> piece = piece(sql, before);
            for (ExecutionRecord record : piece) {
                if (test.test(record)) {
                    counts = counts.plus(record.success() ? new Counts(1, 0) : new Counts(0, 1));
                    best.offer(record);
                }
            }
            if (piece.size() < PIECE) {
                return new Page(counts.successes(), counts.failures(), best.page());
            }
            before = Position.of(piece.getLast());
        }
    }

    private List<ExecutionRecord> piece(EventSql sql, Position before) {
        List<Object> parameters = new ArrayList<>(sql.parameters());
        parameters.add(before.at());
        parameters.add(before.id());
        return tables.read(
                sql,
                (session, names) -> {
                    List<ExecutionRecord> found = new ArrayList<>();
                    for (String table : names) {
                        if (found.size() < PIECE) {
                            List<Object> all = new ArrayList<>(parameters);
                            all.add(PIECE - found.size());
                            found.addAll(
                                    session.query(
                                            select(table, sql)
                                                    + " and (at, id) < (?, ?)"
                                                    + " order by at desc, id desc limit ?",
                                            EventRows::record,
                                            all.toArray()));
                        }
                    }
                    return found;
                });
    }

    /** The first records of an order, as many as the page reaches. */
    private static final class Best {
        private final EventSearch search;
        private final int most;
        private final Comparator<ExecutionRecord> order;
        private final PriorityQueue<ExecutionRecord> last;

        Best(EventSearch search) {
            this.search = search;
            most = search.offset() + search.limit();
            order = search.comparator().thenComparing(Positions.ORDER.reversed());
            last = new PriorityQueue<>(order.reversed());
        }

        void offer(ExecutionRecord record) {
            if (last.size() < most) {
                last.add(record);
            } else if (most > 0 && order.compare(record, last.element()) < 0) {
                last.remove();
                last.add(record);
            }
        }

        List<ExecutionRecord> page() {
            return last.stream().sorted(order).skip(search.offset()).toList();
        }
    }
}
