package dev.patchbay.server.connectors;

import dev.patchbay.engine.connector.ConnectorTypes;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Exchange;
import dev.patchbay.server.http.Route;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;

/**
 * Lists connector types; any authenticated caller may ask (contract/actions-api.md, section 6.6).
 * Thread-safe.
 */
final class ConnectorTypeRoutes {

    private final ConnectorTypes types;

    private ConnectorTypeRoutes(ConnectorTypes types) {
        this.types = types;
    }

    static List<Route> routes(ConnectorTypes types) {
        ConnectorTypeRoutes routes = new ConnectorTypeRoutes(types);
        return List.of(
                Route.of(
                                "GET",
                                "/api/actions/connector_types",
                                Route.Access.PUBLIC,
                                "Get connector types",
                                exchange -> routes.list(exchange, false))
                        .withQuery(ConnectorSchemas.TYPES_QUERY),
                Route.of(
                                "GET",
                                "/internal/actions/connector_types",
                                Route.Access.INTERNAL,
                                "",
                                exchange -> routes.list(exchange, true))
                        .withQuery(ConnectorSchemas.TYPES_QUERY));
    }

    private Answer list(Exchange exchange, boolean withSystem) {
        Optional<String> feature =
                Optional.ofNullable(exchange.query().path("feature_id").stringValue(null));
        ArrayNode list = Json.array();
        for (ConnectorType type : types.all()) {
            boolean wanted = feature.isEmpty() || type.features().contains(feature.get());
            if (wanted && (withSystem || !type.system())) {
                list.add(json(type));
            }
        }
        return Answer.json(list);
    }

    private ObjectNode json(ConnectorType type) {
        boolean enabled = types.enabled(type.id());
        ObjectNode json =
                Json.object()
                        .put("id", type.id())
                        .put("name", type.name())
                        .put("enabled", enabled)
                        .put("enabled_in_config", enabled)
                        .put("enabled_in_license", true)
                        .put("minimum_license_required", type.minimumLicense().wireName());
        type.features().forEach(json.putArray("supported_feature_ids")::add);
        json.put("is_system_action_type", type.system());
        type.subFeature().ifPresent(name -> json.put("sub_feature", name));
        return json.put("is_deprecated", false).put("source", type.source());
    }
}
