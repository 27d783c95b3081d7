package dev.patchbay.store.event;

import dev.patchbay.engine.eventlog.EventCondition;
import dev.patchbay.engine.eventlog.EventCondition.NumberColumn;
import dev.patchbay.engine.eventlog.EventCondition.TextColumn;
import dev.patchbay.engine.eventlog.EventSearch;
import dev.patchbay.engine.kql.Kql;
import dev.patchbay.store.sql.Dialect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An {@link EventSearch} in SQL: the records that fit, and those about which the database cannot
 * tell. Immutable.
 *
 * @param where a condition whose parameters are these, in order
 */
record EventSql(String where, List<Object> parameters, long from, long to) {

    static EventSql of(EventSearch search, Dialect dialect) {
        List<Object> parameters = new ArrayList<>();
        long from = Day.micros(search.from());
        long to = Day.micros(search.to());
        parameters.add(from);
        parameters.add(to);
        parameters.addAll(search.spaces());
        String spaces = String.join(", ", Collections.nCopies(search.spaces().size(), "?"));
        String where =
                "at >= ? and at <= ? and space_id in ("
                        + spaces
                        + ") and "
                        + new Printer(dialect, parameters).print(search.condition(), true);
        return new EventSql(where, parameters, from, to);
    }

    boolean touches(Day day) {
        return day.end() > from && day.begin() <= to;
    }

    /** {@code order by} of a search, with an end that makes it total. */
    static String order(EventSearch search) {
        String fields =
                search.order().stream()
                        .map(each ->
                                switch (each.field()) {
                                            case START -> "at";
                                            case DURATION -> "duration";
                                        }
                                        + (each.ascending() ? " asc, " : " desc, "))
                        .collect(Collectors.joining());
        return " order by " + fields + "at desc, id desc";
    }

    private record Printer(Dialect dialect, List<Object> parameters) {

        /**
         * A condition.
         *
         * @param atLeast whether what cannot be told counts as true; inside of a negation it is
         *     false
         */
        String print(EventCondition condition, boolean atLeast) {
            return switch (condition) {
                case EventCondition.Always(boolean value) -> truth(value);
                case EventCondition.Unknown _ -> truth(atLeast);
                case EventCondition.All(List<EventCondition> parts) ->
                        joined(parts, " and ", atLeast);
                case EventCondition.Any(List<EventCondition> parts) ->
                        joined(parts, " or ", atLeast);
                case EventCondition.Negated(EventCondition part) -> "not " + print(part, !atLeast);
                case EventCondition.Succeeded(boolean value) ->
                        "(success = " + (value ? 1 : 0) + ")";
                case EventCondition.NumberIs(NumberColumn column, Kql.Comparison how, long bound) ->
                        number(column, how, bound);
                case EventCondition.TextIs(TextColumn column, List<String> pieces) ->
                        text(column, pieces);
            };
        }

        private String joined(List<EventCondition> parts, String word, boolean atLeast) {
            return parts.stream()
                    .map(part -> print(part, atLeast))
                    .collect(Collectors.joining(word, "(", ")"));
        }

        private static String truth(boolean value) {
            return value ? "(1 = 1)" : "(1 = 0)";
        }

        private String number(NumberColumn column, Kql.Comparison how, long bound) {
            parameters.add(bound);
            String value =
                    switch (column) {
                        case START -> "at";
                        case END -> "(at + duration / 1000)";
                        case DURATION -> "duration";
                        case REQUEST_BYTES -> "request_bytes";
                    };
            String sign =
                    switch (how) {
                        case LESS -> "<";
                        case AT_MOST -> "<=";
                        case GREATER -> ">";
                        case AT_LEAST -> ">=";
                    };
            return "(" + value + " " + sign + " ?)";
        }

        /** Never null, so that a negation is true for what is not there. */
        private String text(TextColumn column, List<String> pieces) {
            String name =
                    switch (column) {
                        case ID -> "id";
                        case CONNECTOR_ID -> "connector_id";
                        case CONNECTOR_NAME -> "connector_name";
                        case TYPE_ID -> "type_id";
                        case SPACE_ID -> "space_id";
                        case SOURCE -> "source";
                        case USER_NAME -> "user_name";
                        case REASON -> "reason";
                        case EFFECT -> "effect";
                        case API_KEY_ID -> "api_key_id";
                    };
            boolean id = column == TextColumn.ID || column == TextColumn.CONNECTOR_ID;
            if (pieces.size() == 1) {
                String text = pieces.getFirst();
                parameters.add(id ? CompactId.bytes(text) : text);
                return "(" + name + " is not null and " + name + " = ?)";
            }
            parameters.add(
                    pieces.stream().map(this::literal).collect(Collectors.joining(anything())));
            return switch (dialect) {
                case SQLITE -> "(" + name + " is not null and " + name + " glob ?)";
                case POSTGRES -> "(" + name + " is not null and " + name + " like ?)";
            };
        }

        private String anything() {
            return switch (dialect) {
                case SQLITE -> "*";
                case POSTGRES -> "%";
            };
        }

        private String literal(String piece) {
            return switch (dialect) {
                case SQLITE -> piece.replaceAll("[*?\\[]", "[$0]");
                case POSTGRES -> piece.replaceAll("[\\\\%_]", "\\\\$0");
            };
        }
    }
}
