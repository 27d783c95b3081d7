package dev.patchbay.server.security;

import dev.patchbay.sdk.http.Headers;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Exchange;
import dev.patchbay.server.http.HttpContext;
import dev.patchbay.server.http.Route;

import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /} for Elasticsearch's own clients, which ask it before anything else
 * (contract/security-and-spaces.md, D1). Other clients get the pages.
 */
final class ClusterInfo {

    private final EsAnswers answers;
    private final String serverName;
    private final String clusterUuid;

    ClusterInfo(EsAnswers answers, String serverName, String clusterUuid) {
        this.answers = answers;
        this.serverName = serverName;
        this.clusterUuid = clusterUuid;
    }

    Route route() {
        return Route.of("GET", "/", Route.Access.ELASTICSEARCH, "", this::answer)
                .onlyWhen(ClusterInfo::isElasticsearchClient);
    }

    /** A client of Elasticsearch says so in one of two headers. */
    static boolean isElasticsearchClient(Headers headers) {
        return headers.first("x-elastic-client-meta").isPresent()
                || headers.first("accept")
                        .filter(type -> type.contains("application/vnd.elasticsearch+json"))
                        .isPresent();
    }

    private Answer answer(Exchange exchange) {
        ObjectNode json =
                Json.object()
                        .put("name", serverName)
                        .put("cluster_name", "patchbay")
                        .put("cluster_uuid", clusterUuid);
        json.putObject("version")
                .put("number", HttpContext.KIBANA_VERSION)
                .put("build_flavor", "default")
                .put("build_type", "unknown")
                .put("build_hash", "0")
                .put("build_date", "2026-01-01T00:00:00.000Z")
                .put("build_snapshot", false)
                .put("lucene_version", "0.0.0")
                .put("minimum_wire_compatibility_version", "8.19.0")
                .put("minimum_index_compatibility_version", "8.0.0");
        json.put("tagline", "Patchbay connector server: security API only");
        return answers.json(exchange, 200, json);
    }
}
