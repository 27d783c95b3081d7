package dev.patchbay.server.operations;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Exchange;
import dev.patchbay.server.http.HttpContext;
import dev.patchbay.server.http.Route;
import dev.patchbay.server.http.Route.Access;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/**
 * {@code GET /api/status} (contract/terraform.md, section 4): version and level, redacted for
 * anonymous callers unless {@code status.allowAnonymous}.
 */
public final class StatusRoutes {

    private final String name;
    private final String uuid;
    private final boolean anonymous;
    private final Readiness readiness;

    private StatusRoutes(String name, String uuid, boolean anonymous, Readiness readiness) {
        this.name = name;
        this.uuid = uuid;
        this.anonymous = anonymous;
        this.readiness = readiness;
    }

    /**
     * The route.
     *
     * @param name {@code server.name}
     * @param uuid {@code server.uuid}
     * @param anonymous {@code status.allowAnonymous}
     */
    public static List<Route> of(String name, String uuid, boolean anonymous, Readiness readiness) {
        StatusRoutes routes = new StatusRoutes(name, uuid, anonymous, readiness);
        return List.of(
                Route.of(
                        "GET",
                        "/api/status",
                        Access.ANONYMOUS,
                        "Version and status of the server",
                        routes::status));
    }

    private Answer status(Exchange exchange) {
        List<String> failing = readiness.failing();
        String level = failing.isEmpty() ? "available" : "unavailable";
        ObjectNode body = Json.object();
        ObjectNode overall = Json.object().put("level", level);
        if (anonymous || exchange.caller().isPresent()) {
            body.put("name", name).put("uuid", uuid);
            body.putObject("version")
                    .put("number", HttpContext.KIBANA_VERSION)
                    .put("build_hash", "0")
                    .put("build_number", 0)
                    .put("build_snapshot", false)
                    .put("build_flavor", "traditional")
                    .put("build_date", "2026-01-01T00:00:00.000Z");
            overall.put(
                    "summary",
                    failing.isEmpty()
                            ? "All services are available"
                            : "Not available: " + String.join(", ", failing));
        }
        body.putObject("status").set("overall", overall);
        return Answer.json(failing.isEmpty() ? 200 : 503, body);
    }
}
