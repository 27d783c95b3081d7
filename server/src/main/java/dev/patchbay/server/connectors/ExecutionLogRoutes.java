package dev.patchbay.server.connectors;

import dev.patchbay.engine.audit.AuditLog;
import dev.patchbay.engine.eventlog.EventDocuments;
import dev.patchbay.engine.eventlog.EventKql;
import dev.patchbay.engine.eventlog.EventSearch;
import dev.patchbay.engine.eventlog.EventSearch.Order;
import dev.patchbay.engine.eventlog.EventStore;
import dev.patchbay.engine.eventlog.ExecutionRecord;
import dev.patchbay.engine.kql.KqlParse;
import dev.patchbay.engine.security.Authorizer;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IsoTime;
import dev.patchbay.server.connectors.ConnectorAudit.Action;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Exchange;
import dev.patchbay.server.http.Route;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The global execution log and its counts (contract/actions-api.md, section 6.10). Thread-safe. */
public final class ExecutionLogRoutes {

    /** Records that can be paged through, as in Elasticsearch. */
    private static final int MOST_PAGED = 10_000;

    private final EventStore events;
    private final EventDocuments documents;
    private final ConnectorDoors doors;
    private final Clock clock;

    private ExecutionLogRoutes(
            EventStore events, EventDocuments documents, ConnectorDoors doors, Clock clock) {
        this.events = events;
        this.documents = documents;
        this.doors = doors;
        this.clock = clock;
    }

    /** The routes. */
    public static List<Route> routes(
            EventStore events,
            EventDocuments documents,
            Authorizer rights,
            AuditLog audit,
            Clock clock) {
        ExecutionLogRoutes routes =
                new ExecutionLogRoutes(
                        events,
                        documents,
                        new ConnectorDoors(rights, new ConnectorAudit(audit)),
                        clock);
        return List.of(
                Route.of(
                                "POST",
                                "/internal/actions/_global_connector_execution_logs",
                                Route.Access.INTERNAL,
                                "",
                                exchange -> routes.allowed(exchange, Action.LOG, routes::log))
                        .withBody(ExecutionLogSchemas.LOG),
                Route.of(
                                "POST",
                                "/internal/actions/_global_connector_execution_kpi",
                                Route.Access.INTERNAL,
                                "",
                                exchange -> routes.allowed(exchange, Action.KPI, routes::kpi))
                        .withBody(ExecutionLogSchemas.KPI));
    }

    private Answer allowed(Exchange exchange, Action action, Function<Exchange, Answer> work) {
        boolean all =
                doors.mayRead(exchange)
                        && spaces(exchange).stream().allMatch(id -> doors.mayRead(exchange, id));
        if (!all) {
            doors.audit().failed(exchange, action, ConnectorDoors.MAY_NOT_READ);
            return Answer.error(403, ConnectorDoors.MAY_NOT_READ);
        }
        Answer answer = work.apply(exchange);
        if (answer.status() == 200) {
            doors.audit().read(exchange, action);
        } else {
            doors.audit().failed(exchange, action, "the request cannot be answered");
        }
        return answer;
    }

    /** Those that were named, else that of the URL. */
    private static List<String> spaces(Exchange exchange) {
        List<String> named = new ArrayList<>();
        exchange.requireBody().path("namespaces").forEach(id -> named.add(id.stringValue()));
        return named.isEmpty() ? List.of(exchange.spaceId()) : named;
    }

    private Answer log(Exchange exchange) {
        JsonNode body = exchange.requireBody();
        int perPage = body.path("per_page").intValue();
        long offset = (body.path("page").longValue() - 1) * perPage;
        if (offset + perPage > MOST_PAGED) {
            return Answer.error(
                    400,
                    "[request body.page]: page times per_page must be at most [10000], narrow the"
                            + " dates or the filter");
        }
        return search(
                exchange,
                order(body.path("sort")),
                (int) offset,
                perPage,
                page -> {
                    ObjectNode answer = Json.object().put("total", page.total());
                    ArrayNode data = answer.putArray("data");
                    page.records().forEach(record -> data.add(entry(record)));
                    return answer;
                });
    }

    private Answer kpi(Exchange exchange) {
        return search(
                exchange,
                List.of(),
                0,
                0,
                page ->
                        Json.object()
                                .put("success", page.successes())
                                .put("unknown", 0)
                                .put("failure", page.failures())
                                .put("warning", 0));
    }

    private Answer search(
            Exchange exchange,
            List<Order> order,
            int offset,
            int limit,
            Function<EventSearch.Page, ObjectNode> print) {
        JsonNode body = exchange.requireBody();
        Instant now = clock.now();
        String start = body.path("date_start").stringValue();
        Optional<Instant> from = EventQueries.time(start, now);
        if (from.isEmpty()) {
            return badDate("dateStart", start);
        }
        String end = body.path("date_end").stringValue(IsoTime.text(now.plusMillis(1)));
        Optional<Instant> to = EventQueries.time(end, now);
        if (to.isEmpty()) {
            return badDate("dateEnd", end);
        }
        String filter = body.path("filter").stringValue("");
        return switch (KqlParse.of(filter)) {
            case KqlParse.Invalid _ ->
                    Answer.error(400, "Invalid kuery syntax for filter " + filter);
            case KqlParse.Query(var query) -> {
                EventKql kql = EventKql.of(query, documents, now);
                yield Answer.json(
                        print.apply(
                                events.search(
                                        new EventSearch(
                                                from.get(),
                                                to.get(),
                                                spaces(exchange),
                                                kql.condition(),
                                                kql.rest(),
                                                order,
                                                offset,
                                                limit))));
            }
        };
    }

    private static Answer badDate(String parameter, String value) {
        return Answer.error(400, "Invalid date for parameter " + parameter + ": \"" + value + "\"");
    }

    /** The delay of a schedule is 0 for all that there is yet: it orders nothing. */
    private static List<Order> order(JsonNode sort) {
        List<Order> order = new ArrayList<>();
        for (JsonNode each : sort) {
            for (Map.Entry<String, JsonNode> field : each.properties()) {
                boolean ascending = field.getValue().path("order").stringValue().equals("asc");
                switch (field.getKey()) {
                    case "timestamp" -> order.add(new Order(EventSearch.Field.START, ascending));
                    case "execution_duration" ->
                            order.add(new Order(EventSearch.Field.DURATION, ascending));
                    default -> {}
                }
            }
        }
        return order;
    }

    private ObjectNode entry(ExecutionRecord record) {
        String message = documents.execute(record).path("message").stringValue();
        ObjectNode entry =
                Json.object()
                        .put("id", record.id())
                        .put("timestamp", IsoTime.text(record.startedAt()))
                        .put("duration_ms", TimeUnit.NANOSECONDS.toMillis(record.durationNanos()))
                        .put("status", record.success() ? "success" : "failure")
                        .put(
                                "message",
                                record.error()
                                        .map(error -> message + " - " + error)
                                        .orElse(message))
                        .put("version", documents.version())
                        .put("source", record.source())
                        .put("schedule_delay_ms", 0);
        entry.putArray("space_ids").add(record.spaceId());
        return entry.put("connector_name", record.connectorName())
                .put("connector_id", record.connectorId())
                .put("timed_out", false);
    }
}
