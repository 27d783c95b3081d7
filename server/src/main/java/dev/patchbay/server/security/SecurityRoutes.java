package dev.patchbay.server.security;

import dev.patchbay.engine.audit.AuditLog;
import dev.patchbay.engine.security.Security;
import dev.patchbay.server.http.Route;

import java.util.ArrayList;
import java.util.List;

/** All routes of {@code /_security} and {@code GET /} for its clients. */
public final class SecurityRoutes {

    private SecurityRoutes() {}

    /**
     * The routes.
     *
     * @param elasticsearchClients {@code patchbay.security.elasticsearchClients}: off, there is no
     *     product header and no answer of {@code GET /}
     * @param serverName {@code server.name}
     * @param clusterUuid the same on all nodes, for ever
     */
    public static List<Route> routes(
            Security security,
            boolean elasticsearchClients,
            String serverName,
            String clusterUuid,
            AuditLog audit) {
        SecurityDoors doors = new SecurityDoors(security, elasticsearchClients, audit);
        List<Route> routes = new ArrayList<>();
        if (elasticsearchClients) {
            routes.add(new ClusterInfo(doors.answers(), serverName, clusterUuid).route());
        }
        routes.addAll(new CallerRoutes(doors).routes());
        routes.addAll(new UserRoutes(doors).routes());
        routes.addAll(new EsRoleRoutes(doors).routes());
        routes.addAll(new ApiKeyRoutes(doors).routes());
        return routes;
    }
}
