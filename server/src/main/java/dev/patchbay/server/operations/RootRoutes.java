package dev.patchbay.server.operations;

import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Route;
import dev.patchbay.server.http.Route.Access;

import java.util.List;

/**
 * {@code GET /} for everyone who is not a client of Elasticsearch (contract/security-and-spaces.md,
 * D1).
 */
public final class RootRoutes {

    private RootRoutes() {}

    /**
     * The route.
     *
     * @param elsewhere where a browser is sent, with the base path
     */
    public static List<Route> of(String elsewhere) {
        return List.of(
                Route.of("GET", "/", Access.ANONYMOUS, "", _ -> Answer.redirect(302, elsewhere)));
    }
}
