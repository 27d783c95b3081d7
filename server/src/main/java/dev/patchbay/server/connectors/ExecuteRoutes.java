package dev.patchbay.server.connectors;

import dev.patchbay.engine.execution.DryRuns;
import dev.patchbay.engine.execution.ExecutionRequest;
import dev.patchbay.engine.execution.Executions;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schemas;
import dev.patchbay.server.http.Exchange;
import dev.patchbay.server.http.Route;

import java.util.List;

/**
 * {@code _execute}, and {@code _dry_run} beside it (contract/actions-api.md, section 6.7). The
 * request's virtual thread waits for the target; a client that leaves aborts the call. Stateless.
 */
public final class ExecuteRoutes {

    private static final Schema BODY =
            Schemas.object(Schemas.member("params", Schemas.record(Schemas.any())));

    private ExecuteRoutes() {}

    /** The routes. */
    public static List<Route> routes(Executions executions, DryRuns dryRuns) {
        return List.of(
                Route.of(
                                "POST",
                                "/api/actions/connector/{id}/_execute",
                                Route.Access.PUBLIC,
                                "Run a connector",
                                exchange ->
                                        ExecutionJson.answer(executions.execute(request(exchange))))
                        .withBody(BODY),
                Route.of(
                                "POST",
                                "/api/patchbay/connectors/{id}/_dry_run",
                                Route.Access.PUBLIC,
                                "The requests that a connector would send, without sending them",
                                exchange -> ExecutionJson.answer(dryRuns.dryRun(request(exchange))))
                        .withBody(BODY));
    }

    private static ExecutionRequest request(Exchange exchange) {
        return ExecutionRequest.direct(
                exchange.spaceId(),
                exchange.pathParam("id"),
                exchange.requireBody().path("params"),
                exchange.requireCaller(),
                exchange.cancellation());
    }
}
