package dev.patchbay.server.operations;

import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Route;
import dev.patchbay.server.http.Route.Access;

import java.util.List;

/**
 * {@code /-/healthy}: the process answers. {@code /-/ready}: it can do its work. Neither asks for
 * credentials.
 */
public final class ProbeRoutes {

    private static final String TEXT = "text/plain; charset=utf-8";

    private ProbeRoutes() {}

    /** Both routes. */
    public static List<Route> of(Readiness readiness) {
        return List.of(
                Route.of(
                        "GET",
                        "/-/healthy",
                        Access.ANONYMOUS,
                        "Whether the process answers",
                        _ -> Answer.text(200, TEXT, "healthy\n")),
                Route.of(
                        "GET",
                        "/-/ready",
                        Access.ANONYMOUS,
                        "Whether the server can do its work",
                        _ -> ready(readiness.failing())));
    }

    private static Answer ready(List<String> failing) {
        return failing.isEmpty()
                ? Answer.text(200, TEXT, "ready\n")
                : Answer.text(503, TEXT, "not ready: " + String.join(", ", failing) + "\n");
    }
}
