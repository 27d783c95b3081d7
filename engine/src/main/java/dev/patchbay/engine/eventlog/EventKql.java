package dev.patchbay.engine.eventlog;

import dev.patchbay.engine.eventlog.EventCondition.All;
import dev.patchbay.engine.eventlog.EventCondition.Always;
import dev.patchbay.engine.eventlog.EventCondition.Any;
import dev.patchbay.engine.eventlog.EventCondition.Negated;
import dev.patchbay.engine.eventlog.EventCondition.NumberColumn;
import dev.patchbay.engine.eventlog.EventCondition.NumberIs;
import dev.patchbay.engine.eventlog.EventCondition.Succeeded;
import dev.patchbay.engine.eventlog.EventCondition.TextColumn;
import dev.patchbay.engine.eventlog.EventCondition.TextIs;
import dev.patchbay.engine.eventlog.EventCondition.Unknown;
import dev.patchbay.engine.kql.Kql;
import dev.patchbay.engine.kql.Kql.Comparison;
import dev.patchbay.engine.kql.KqlDate;
import dev.patchbay.engine.kql.KqlPredicate;
import dev.patchbay.engine.kql.KqlText;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A query over {@code execute} documents, which are derived on reading: what can be decided from
 * the stored columns goes to the store, the rest is decided on the documents. The document decides
 * what is right; the columns only save making it. Immutable; thread-safe.
 *
 * @param condition for the store
 * @param rest empty when the condition says it all
 */
public record EventKql(EventCondition condition, Optional<Predicate<ExecutionRecord>> rest) {

    /** More than a database takes in one expression is decided on the documents. */
    private static final int MOST_TERMS = 300;

    /**
     * Of a query.
     *
     * @param now of relative times
     */
    public static EventKql of(Kql query, EventDocuments documents, Instant now) {
        EventCondition condition = new Compiler(documents, now).condition(query);
        if (terms(condition) > MOST_TERMS) {
            condition = new Unknown();
        }
        if (!holdsUnknown(condition)) {
            return new EventKql(condition, Optional.empty());
        }
        return new EventKql(condition, Optional.of(meaning(query, documents, now)));
    }

    /** What a query means, decided on the document of each record. */
    public static Predicate<ExecutionRecord> meaning(
            Kql query, EventDocuments documents, Instant now) {
        Predicate<JsonNode> test = KqlPredicate.of(query, EventFields.ALL, now);
        return record -> test.test(document(documents, record));
    }

    /** The document of a record with our reason and effect beside it, as it is searched. */
    static ObjectNode document(EventDocuments documents, ExecutionRecord record) {
        ObjectNode document = documents.execute(record);
        if (!record.success()) {
            ObjectNode own = document.putObject("patchbay");
            record.reason().ifPresent(reason -> own.put("reason", reason));
            record.effect().ifPresent(effect -> own.put("effect", effect));
        }
        return document;
    }

    private static int terms(EventCondition condition) {
        return switch (condition) {
            case All(List<EventCondition> parts) -> parts.stream().mapToInt(EventKql::terms).sum();
            case Any(List<EventCondition> parts) -> parts.stream().mapToInt(EventKql::terms).sum();
            case Negated(EventCondition part) -> terms(part);
            case Always _, TextIs _, NumberIs _, Succeeded _, Unknown _ -> 1;
        };
    }

    private static boolean holdsUnknown(EventCondition condition) {
        return switch (condition) {
            case Unknown _ -> true;
            case All(List<EventCondition> parts) -> parts.stream().anyMatch(EventKql::holdsUnknown);
            case Any(List<EventCondition> parts) -> parts.stream().anyMatch(EventKql::holdsUnknown);
            case Negated(EventCondition part) -> holdsUnknown(part);
            case Always _, TextIs _, NumberIs _, Succeeded _ -> false;
        };
    }

    private record Compiler(EventDocuments documents, Instant now) {

        EventCondition condition(Kql query) {
            return switch (query) {
                case Kql.All _ -> always(true);
                case Kql.And(List<Kql> parts) ->
                        new All(parts.stream().map(this::condition).toList());
                case Kql.Or(List<Kql> parts) ->
                        new Any(parts.stream().map(this::condition).toList());
                case Kql.Not(Kql part) -> new Negated(condition(part));
                case Kql.Is(KqlText field, KqlText value) ->
                        field.wildcard() ? new Unknown() : is(field.text(), value);
                case Kql.Range(String field, Comparison comparison, String bound) ->
                        range(field, comparison, bound);
                case Kql.Anywhere _, Kql.Nested _ -> new Unknown();
            };
        }

        private EventCondition is(String field, KqlText value) {
            if (EventFields.ALL.type(field).isEmpty()) {
                return always(false);
            }
            Optional<String> constant = constant(field);
            if (constant.isPresent()) {
                return always(value.matches(constant.get()));
            }
            if (field.equals("event.outcome")) {
                return new Any(
                        List.of(
                                new All(
                                        List.of(
                                                new Succeeded(true),
                                                always(value.matches("success")))),
                                new All(
                                        List.of(
                                                new Succeeded(false),
                                                always(value.matches("failure"))))));
            }
            TextColumn text = EventFields.TEXTS.get(field);
            if (text != null) {
                return text(text, value);
            }
            NumberColumn number = EventFields.NUMBERS.get(field);
            return number == null || value.wildcard()
                    ? new Unknown()
                    : new All(
                            List.of(
                                    range(field, Comparison.AT_LEAST, value.text()),
                                    range(field, Comparison.AT_MOST, value.text())));
        }

        private static EventCondition text(TextColumn column, KqlText value) {
            boolean id = column == TextColumn.ID || column == TextColumn.CONNECTOR_ID;
            if (id && value.wildcard()) {
                return new Unknown();
            }
            return value.pieces().stream().allMatch(EventKql::storable)
                    ? new TextIs(column, value.pieces())
                    : always(false);
        }

        private EventCondition range(String field, Comparison comparison, String bound) {
            NumberColumn column = EventFields.NUMBERS.get(field);
            if (column == null) {
                return EventFields.ALL.type(field).isEmpty() ? always(false) : new Unknown();
            }
            return switch (column) {
                case START, END ->
                        KqlDate.parse(bound, now)
                                .map(date -> time(column, comparison, date))
                                .orElse(always(false));
                case DURATION, REQUEST_BYTES ->
                        bound.matches("[+-]?\\d{1,18}")
                                ? new NumberIs(column, comparison, Long.parseLong(bound))
                                : new Unknown();
            };
        }

        /** Documents have milliseconds, records have more: the bounds are whole milliseconds. */
        private static EventCondition time(
                NumberColumn column, Comparison comparison, KqlDate date) {
            return switch (comparison) {
                case LESS -> new NumberIs(column, Comparison.LESS, micros(date.first()));
                case AT_MOST -> new NumberIs(column, Comparison.LESS, micros(date.end()));
                case GREATER -> new NumberIs(column, Comparison.AT_LEAST, micros(date.end()));
                case AT_LEAST -> new NumberIs(column, Comparison.AT_LEAST, micros(date.first()));
            };
        }

        private Optional<String> constant(String field) {
            return switch (field) {
                case "event.provider" -> Optional.of("actions");
                case "event.action" -> Optional.of("execute");
                case "event.kind" -> Optional.of("action");
                case "kibana.version" -> Optional.of(documents.version());
                case "kibana.server_uuid" -> Optional.of(documents.serverUuid());
                default -> Optional.empty();
            };
        }
    }

    private static EventCondition always(boolean value) {
        return new Always(value);
    }

    private static long micros(Instant time) {
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
    }

    private static boolean storable(String text) {
        return text.codePoints()
                .noneMatch(point ->
                        point == 0
                                || (point >= Character.MIN_SURROGATE
                                        && point <= Character.MAX_SURROGATE));
    }
}
