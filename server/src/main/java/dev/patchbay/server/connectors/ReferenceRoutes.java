package dev.patchbay.server.connectors;

import dev.patchbay.engine.connector.ConnectorRead;
import dev.patchbay.engine.connector.ConnectorReferences.Reference;
import dev.patchbay.engine.connector.ConnectorRefusal;
import dev.patchbay.engine.connector.Connectors;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.connectors.ConnectorAudit.Action;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Exchange;
import dev.patchbay.server.http.Route;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * What refers to a connector, to be asked before it is deleted; ours (contract/actions-api.md,
 * section 6.4). Thread-safe.
 */
final class ReferenceRoutes {

    private final Connectors connectors;
    private final ConnectorDoors doors;

    private ReferenceRoutes(Connectors connectors, ConnectorDoors doors) {
        this.connectors = connectors;
        this.doors = doors;
    }

    static Route route(Connectors connectors, ConnectorDoors doors) {
        return Route.of(
                "GET",
                "/api/patchbay/connectors/{id}/references",
                Route.Access.PUBLIC,
                "Get what refers to a connector",
                new ReferenceRoutes(connectors, doors)::list);
    }

    private Answer list(Exchange exchange) {
        String id = exchange.pathParam("id");
        if (!doors.mayRead(exchange)) {
            return doors.forbidden(exchange, Action.GET, id, ConnectorDoors.MAY_NOT_READ);
        }
        if (connectors.find(exchange.spaceId(), id)
                instanceof ConnectorRead.Refused(ConnectorRefusal why)) {
            return doors.refused(exchange, Action.GET, id, why);
        }
        List<Reference> all = connectors.references(id);
        ObjectNode json = Json.object().put("total", all.size());
        ArrayNode shown = json.putArray("references");
        for (Reference reference : all) {
            // The number is Kibana's, over all spaces; names stay where the caller may look.
            if (doors.mayRead(exchange, reference.spaceId())) {
                shown.addObject()
                        .put("type", reference.type())
                        .put("id", reference.id())
                        .put("name", reference.name())
                        .put("space_id", reference.spaceId());
            }
        }
        doors.audit().read(exchange, Action.GET, id);
        return Answer.json(json);
    }
}
