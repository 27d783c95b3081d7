package dev.patchbay.server.operations;

import dev.patchbay.sdk.http.Headers;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.HttpContext;
import dev.patchbay.server.http.Route;
import dev.patchbay.server.http.Route.Access;

import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code GET /}: Elasticsearch's clients, which tell themselves apart by their headers, get what
 * they look for before they use {@code /_security}; everyone else is sent on
 * (contract/security-and-spaces.md, D1).
 */
public final class RootRoutes {

    private RootRoutes() {}

    /**
     * The routes.
     *
     * @param clusterUuid server-wide id, the same on all nodes
     * @param elasticsearchClients {@code patchbay.security.elasticsearchClients}
     * @param elsewhere where everyone else is sent, with the base path
     */
    public static List<Route> of(
            String serverName, String clusterUuid, boolean elasticsearchClients, String elsewhere) {
        List<Route> routes = new ArrayList<>();
        if (elasticsearchClients) {
            ObjectNode body = body(serverName, clusterUuid);
            routes.add(
                    Route.of(
                                    "GET",
                                    "/",
                                    Access.ELASTICSEARCH,
                                    "",
                                    _ ->
                                            Answer.json(body)
                                                    .withHeader(
                                                            "X-Elastic-Product", "Elasticsearch"))
                            .onlyWhen(RootRoutes::isElasticsearchClient));
        }
        routes.add(
                Route.of("GET", "/", Access.ANONYMOUS, "", _ -> Answer.redirect(302, elsewhere)));
        return routes;
    }

    private static boolean isElasticsearchClient(Headers headers) {
        return headers.first("x-elastic-client-meta").isPresent()
                || headers.first("accept")
                        .filter(accept -> accept.contains("application/vnd.elasticsearch+json"))
                        .isPresent();
    }

    private static ObjectNode body(String serverName, String clusterUuid) {
        ObjectNode body =
                Json.object()
                        .put("name", serverName)
                        .put("cluster_name", "patchbay")
                        .put("cluster_uuid", clusterUuid);
        body.putObject("version")
                .put("number", HttpContext.KIBANA_VERSION)
                .put("build_flavor", "default")
                .put("build_type", "unknown")
                .put("build_hash", "0")
                .put("build_date", "2026-01-01T00:00:00.000Z")
                .put("build_snapshot", false)
                .put("lucene_version", "0.0.0")
                .put("minimum_wire_compatibility_version", "8.19.0")
                .put("minimum_index_compatibility_version", "8.0.0");
        return body.put("tagline", "Patchbay connector server: security API only");
    }
}
