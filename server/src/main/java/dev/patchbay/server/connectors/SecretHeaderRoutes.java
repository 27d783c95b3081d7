package dev.patchbay.server.connectors;

import dev.patchbay.engine.connector.ConnectorLoader;
import dev.patchbay.engine.connector.ConnectorRead;
import dev.patchbay.engine.connector.ConnectorRefusal;
import dev.patchbay.engine.connector.ConnectorVault.Opened;
import dev.patchbay.engine.connector.ConnectorView;
import dev.patchbay.engine.connector.Connectors;
import dev.patchbay.engine.connector.LoadedConnector;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.connectors.ConnectorAudit.Action;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Exchange;
import dev.patchbay.server.http.KibanaDialect;
import dev.patchbay.server.http.Route;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;

/**
 * The names of the secret headers of a connector, never their values (contract/actions-api.md,
 * section 6.11). Thread-safe.
 */
final class SecretHeaderRoutes {

    private static final Logger LOG = LoggerFactory.getLogger("plugins.actions");
    private static final List<String> TYPES = List.of(".webhook", ".cases-webhook");

    private final Connectors connectors;
    private final ConnectorLoader loader;
    private final ConnectorDoors doors;

    private SecretHeaderRoutes(
            Connectors connectors, ConnectorLoader loader, ConnectorDoors doors) {
        this.connectors = connectors;
        this.loader = loader;
        this.doors = doors;
    }

    static Route route(Connectors connectors, ConnectorLoader loader, ConnectorDoors doors) {
        return Route.of(
                "GET",
                "/internal/stack_connectors/{id}/secret_headers",
                Route.Access.INTERNAL,
                "",
                new SecretHeaderRoutes(connectors, loader, doors)::names);
    }

    private Answer names(Exchange exchange) {
        String id = exchange.pathParam("id");
        if (!doors.mayRead(exchange)) {
            return doors.forbidden(exchange, Action.GET, id, ConnectorDoors.MAY_NOT_READ);
        }
        return switch (connectors.find(exchange.spaceId(), id)) {
            case ConnectorRead.Refused(ConnectorRefusal why) ->
                    doors.refused(exchange, Action.GET, id, why);
            case ConnectorRead.Found(ConnectorView connector) -> {
                doors.audit().read(exchange, Action.GET, id);
                yield TYPES.contains(connector.typeId())
                        ? opened(exchange.spaceId(), id)
                        : Answer.error(
                                400,
                                "Connector must be one of the following types: "
                                        + String.join(", ", TYPES));
            }
        };
    }

    private Answer opened(String spaceId, String id) {
        Optional<LoadedConnector> loaded = loader.load(spaceId, id);
        if (loaded.isEmpty()) {
            return ConnectorAnswers.refusal(ConnectorRefusal.notFound(id));
        }
        return switch (loaded.get().secrets()) {
            case Opened.Secrets(ObjectNode secrets, boolean _) -> {
                ArrayNode names = Json.array();
                secrets.path("secretHeaders").propertyNames().forEach(names::add);
                yield Answer.json(names);
            }
            case Opened.Unreadable(String why) -> {
                LOG.error(
                        "Failed to decrypt attribute \"secrets\" of saved object \"action,{}\": {}",
                        id,
                        why);
                yield Answer.error(500, KibanaDialect.INTERNAL_ERROR);
            }
        };
    }
}
