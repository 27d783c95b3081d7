package dev.patchbay.server.connectors;

import dev.patchbay.engine.audit.AuditLog;
import dev.patchbay.engine.connector.ConnectorChange;
import dev.patchbay.engine.connector.ConnectorDeletion;
import dev.patchbay.engine.connector.ConnectorDraft;
import dev.patchbay.engine.connector.ConnectorLoader;
import dev.patchbay.engine.connector.ConnectorRead;
import dev.patchbay.engine.connector.ConnectorRefusal;
import dev.patchbay.engine.connector.ConnectorView;
import dev.patchbay.engine.connector.Connectors;
import dev.patchbay.engine.connector.ListedConnector;
import dev.patchbay.engine.connector.StoredConnector;
import dev.patchbay.engine.security.Authorizer;
import dev.patchbay.sdk.time.IdSource;
import dev.patchbay.server.connectors.ConnectorAudit.Action;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Exchange;
import dev.patchbay.server.http.Route;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;

/**
 * Creates, reads, updates, lists and deletes connectors (contract/actions-api.md, sections 6.1 to
 * 6.5 and 6.8). Thread-safe.
 */
public final class ConnectorRoutes {

    private static final String ONE = "/api/actions/connector/{id}";

    private final Connectors connectors;
    private final ConnectorDoors doors;
    private final IdSource ids;

    private ConnectorRoutes(Connectors connectors, ConnectorDoors doors, IdSource ids) {
        this.connectors = connectors;
        this.doors = doors;
        this.ids = ids;
    }

    /** All routes of connector management, those of types and references included. */
    public static List<Route> routes(
            Connectors connectors,
            ConnectorLoader loader,
            Authorizer rights,
            AuditLog audit,
            IdSource ids) {
        ConnectorDoors doors = new ConnectorDoors(rights, new ConnectorAudit(audit));
        ConnectorRoutes own = new ConnectorRoutes(connectors, doors, ids);
        List<Route> routes = new ArrayList<>(own.routes());
        routes.addAll(ConnectorTypeRoutes.routes(connectors.types()));
        routes.add(ReferenceRoutes.route(connectors, doors));
        routes.add(SecretHeaderRoutes.route(connectors, loader, doors));
        return routes;
    }

    private List<Route> routes() {
        Route.Access open = Route.Access.PUBLIC;
        return List.of(
                Route.of(
                                "POST",
                                "/api/actions/connector/{id?}",
                                open,
                                "Create a connector",
                                this::create)
                        .withParams(ConnectorSchemas.NEW_ID)
                        .withBody(ConnectorSchemas.CREATE),
                Route.of("PUT", ONE, open, "Update a connector", this::update)
                        .withBody(ConnectorSchemas.UPDATE),
                Route.of("GET", ONE, open, "Get a connector", this::get),
                Route.of("DELETE", ONE, open, "Delete a connector", this::delete),
                Route.of(
                                "GET",
                                "/api/actions/connectors",
                                open,
                                "Get all connectors",
                                exchange -> list(exchange, false))
                        .withQuery(ConnectorSchemas.NO_QUERY),
                Route.of(
                                "GET",
                                "/internal/actions/connectors",
                                Route.Access.INTERNAL,
                                "",
                                exchange -> list(exchange, true))
                        .withQuery(ConnectorSchemas.NO_QUERY));
    }

    private Answer create(Exchange exchange) {
        JsonNode body = exchange.requireBody();
        String typeId = body.path("connector_type_id").stringValue();
        String id = exchange.optionalPathParam("id").orElseGet(ids::uuid);
        if (!doors.mayWrite(exchange)) {
            String text = "Unauthorized to create a \"" + typeId + "\" action";
            return doors.forbidden(exchange, Action.CREATE, id, text);
        }
        Runnable beforeStore = () -> doors.audit().started(exchange, Action.CREATE, id);
        return switch (connectors.create(
                exchange.spaceId(), id, typeId, draft(body), beforeStore)) {
            case ConnectorChange.Stored(StoredConnector connector) ->
                    ConnectorJson.written(connector, body.has("auth_mode"));
            case ConnectorChange.Refused(ConnectorRefusal why) ->
                    doors.refused(exchange, Action.CREATE, id, why);
        };
    }

    private Answer update(Exchange exchange) {
        String id = exchange.pathParam("id");
        if (!doors.mayWrite(exchange)) {
            return doors.forbidden(exchange, Action.UPDATE, id, "Unauthorized to update actions");
        }
        Runnable beforeStore = () -> doors.audit().started(exchange, Action.UPDATE, id);
        return switch (connectors.update(
                exchange.spaceId(), id, draft(exchange.requireBody()), beforeStore)) {
            case ConnectorChange.Stored(StoredConnector connector) ->
                    ConnectorJson.written(connector, false);
            case ConnectorChange.Refused(ConnectorRefusal why) ->
                    doors.refused(exchange, Action.UPDATE, id, why);
        };
    }

    private Answer get(Exchange exchange) {
        String id = exchange.pathParam("id");
        if (!doors.mayRead(exchange)) {
            return doors.forbidden(exchange, Action.GET, id, ConnectorDoors.MAY_NOT_READ);
        }
        return switch (connectors.find(exchange.spaceId(), id)) {
            case ConnectorRead.Found(ConnectorView connector) -> {
                doors.audit().read(exchange, Action.GET, id);
                yield ConnectorJson.one(connector);
            }
            case ConnectorRead.Refused(ConnectorRefusal why) ->
                    doors.refused(exchange, Action.GET, id, why);
        };
    }

    private Answer delete(Exchange exchange) {
        String id = exchange.pathParam("id");
        if (!doors.mayWrite(exchange)) {
            return doors.forbidden(exchange, Action.DELETE, id, "Unauthorized to delete actions");
        }
        Runnable beforeStore = () -> doors.audit().started(exchange, Action.DELETE, id);
        return switch (connectors.delete(exchange.spaceId(), id, beforeStore)) {
            case ConnectorDeletion.Deleted(int references) ->
                    Answer.noContent()
                            .withHeader("x-patchbay-references", Integer.toString(references));
            case ConnectorDeletion.Refused(ConnectorRefusal why) ->
                    doors.refused(exchange, Action.DELETE, id, why);
        };
    }

    private Answer list(Exchange exchange, boolean withSystem) {
        if (!doors.mayRead(exchange)) {
            doors.audit().failed(exchange, Action.FIND, ConnectorDoors.MAY_NOT_READ);
            return Answer.error(403, ConnectorDoors.MAY_NOT_READ);
        }
        List<ListedConnector> list = connectors.list(exchange.spaceId(), withSystem);
        if (doors.audit().enabled()) {
            for (ListedConnector listed : list) {
                if (listed.connector() instanceof ConnectorView.Saved saved) {
                    doors.audit().read(exchange, Action.FIND, saved.id());
                }
            }
        }
        return ConnectorJson.list(list);
    }

    private static ConnectorDraft draft(JsonNode body) {
        return new ConnectorDraft(
                body.path("name").stringValue(),
                (ObjectNode) body.path("config"),
                (ObjectNode) body.path("secrets"));
    }
}
