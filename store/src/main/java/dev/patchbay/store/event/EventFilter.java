package dev.patchbay.store.event;

import dev.patchbay.engine.eventlog.EventQuery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An {@link EventQuery} in SQL. Immutable. */
final class EventFilter {

    private final String where;
    private final List<Object> parameters;
    private final long from;
    private final long to;

    private EventFilter(String where, List<Object> parameters, long from, long to) {
        this.where = where;
        this.parameters = parameters;
        this.from = from;
        this.to = to;
    }

    /**
     * Of a query.
     *
     * @param before where the record of {@link EventQuery#before} is
     */
    static EventFilter of(EventQuery query, Optional<Position> before) {
        List<String> terms = new ArrayList<>();
        List<Object> parameters = new ArrayList<>();
        long from = query.from().map(Day::micros).orElse(0L);
        long to = query.to().map(Day::micros).orElse(Long.MAX_VALUE);
        terms.add("at >= ?");
        parameters.add(from);
        terms.add("at < ?");
        parameters.add(to);
        query.spaceId().ifPresent(space -> add(terms, "space_id = ?", parameters, space));
        query.connectorId()
                .map(CompactId::bytes)
                .ifPresent(id -> add(terms, "connector_id = ?", parameters, id));
        query.typeId().ifPresent(type -> add(terms, "type_id = ?", parameters, type));
        query.success()
                .ifPresent(success -> add(terms, "success = ?", parameters, success ? 1 : 0));
        query.reason().ifPresent(reason -> add(terms, "reason = ?", parameters, reason));
        before.ifPresent(position -> {
            terms.add("(at, id) < (?, ?)");
            parameters.add(position.at());
            parameters.add(position.id());
        });
        return new EventFilter(
                String.join(" and ", terms),
                parameters,
                from,
                before.map(position -> Math.min(to, position.at() + 1)).orElse(to));
    }

    private static void add(
            List<String> terms, String term, List<Object> parameters, Object value) {
        terms.add(term);
        parameters.add(value);
    }

    /** Whether a record of this day may be wanted. */
    boolean touches(Day day) {
        return day.end() > from && day.begin() < to;
    }

    /** The newest records; the parameters end with the limit. */
    String select(String table) {
        return "select "
                + EventRows.COLUMNS
                + " from "
                + table
                + " where "
                + where
                + " order by at desc, id desc limit ?";
    }

    Object[] parameters(int limit) {
        List<Object> all = new ArrayList<>(parameters);
        all.add(limit);
        return all.toArray();
    }
}
