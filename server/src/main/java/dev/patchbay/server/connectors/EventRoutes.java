package dev.patchbay.server.connectors;

import dev.patchbay.engine.eventlog.ConnectorHealth;
import dev.patchbay.engine.eventlog.EventDocuments;
import dev.patchbay.engine.eventlog.EventStore;
import dev.patchbay.engine.eventlog.ExecutionRecord;
import dev.patchbay.engine.security.Authorizer;
import dev.patchbay.engine.security.Right;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IsoTime;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Exchange;
import dev.patchbay.server.http.Route;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What happened: {@code GET /api/patchbay/events} and {@code GET /api/patchbay/connectors/health},
 * of one space, or of all for a superuser. Thread-safe.
 */
public final class EventRoutes {

    private static final String NDJSON = "application/x-ndjson";

    private final EventStore events;
    private final EventDocuments documents;
    private final Authorizer rights;
    private final Clock clock;

    private EventRoutes(
            EventStore events, EventDocuments documents, Authorizer rights, Clock clock) {
        this.events = events;
        this.documents = documents;
        this.rights = rights;
        this.clock = clock;
    }

    /** The routes. */
    public static List<Route> routes(
            EventStore events, EventDocuments documents, Authorizer rights, Clock clock) {
        EventRoutes routes = new EventRoutes(events, documents, rights, clock);
        return List.of(
                Route.of(
                                "GET",
                                "/api/patchbay/events",
                                Route.Access.PUBLIC,
                                "Get the event log, newest first",
                                exchange -> routes.allowed(exchange, routes::events))
                        .withQuery(EventQueries.EVENTS),
                Route.of(
                                "GET",
                                "/api/patchbay/connectors/health",
                                Route.Access.PUBLIC,
                                "Get how each connector fared",
                                exchange -> routes.allowed(exchange, routes::health))
                        .withQuery(EventQueries.HEALTH));
    }

    private Answer allowed(Exchange exchange, Function<Exchange, Answer> work) {
        Right needed =
                EventQueries.allSpaces(exchange.query()) ? Right.SUPERUSER : Right.CONNECTOR_READ;
        return rights.may(exchange.requireCaller(), needed, exchange.spaceId())
                ? work.apply(exchange)
                : Answer.error(403, ConnectorDoors.MAY_NOT_READ);
    }

    private static Optional<String> space(Exchange exchange) {
        return EventQueries.allSpaces(exchange.query())
                ? Optional.empty()
                : Optional.of(exchange.spaceId());
    }

    private Answer events(Exchange exchange) {
        List<ExecutionRecord> found =
                events.find(EventQueries.of(exchange.query(), space(exchange), clock.now()));
        boolean lines =
                exchange.query()
                        .path("format")
                        .stringValue(
                                exchange.headers()
                                        .first("Accept")
                                        .filter(accept -> accept.contains(NDJSON))
                                        .map(_ -> "ndjson")
                                        .orElse("json"))
                        .equals("ndjson");
        return lines ? lines(found) : Answer.json(array(found));
    }

    private ArrayNode array(List<ExecutionRecord> found) {
        ArrayNode all = Json.array();
        found.forEach(record -> all.add(document(record)));
        return all;
    }

    private Answer lines(List<ExecutionRecord> found) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024 * (found.size() + 1));
        for (ExecutionRecord record : found) {
            out.writeBytes(Json.writeBytes(document(record)));
            out.write('\n');
        }
        return Answer.bytes(200, NDJSON, out.toByteArray());
    }

    private ObjectNode document(ExecutionRecord record) {
        ObjectNode document = documents.execute(record);
        ObjectNode ours = Json.object();
        record.reason().ifPresent(reason -> ours.put("reason", reason));
        record.effect().ifPresent(effect -> ours.put("effect", effect));
        record.specHash().ifPresent(hash -> ours.put("spec", hash));
        if (!ours.isEmpty()) {
            document.set("patchbay", ours);
        }
        return document;
    }

    private Answer health(Exchange exchange) {
        Optional<String> space = space(exchange);
        ArrayNode all = Json.array();
        for (ConnectorHealth health :
                events.healthSince(EventQueries.since(exchange.query(), clock.now()))) {
            if (space.isEmpty() || space.get().equals(health.spaceId())) {
                all.add(json(health));
            }
        }
        return Answer.json(all);
    }

    private static ObjectNode json(ConnectorHealth health) {
        ObjectNode json =
                Json.object()
                        .put("connector_id", health.connectorId())
                        .put("connector_name", health.connectorName())
                        .put("connector_type_id", health.typeId())
                        .put("space_id", health.spaceId())
                        .put("successes", health.successes())
                        .put("failures", health.failures());
        health.lastSuccess().ifPresent(time -> json.put("last_success", IsoTime.text(time)));
        health.lastFailure().ifPresent(time -> json.put("last_failure", IsoTime.text(time)));
        health.lastReason().ifPresent(reason -> json.put("last_reason", reason));
        health.lastError().ifPresent(error -> json.put("last_error", error));
        return json;
    }
}
