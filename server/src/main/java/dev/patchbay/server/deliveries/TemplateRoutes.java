package dev.patchbay.server.deliveries;

import dev.patchbay.engine.connector.ConnectorTypes;
import dev.patchbay.engine.delivery.Deliveries;
import dev.patchbay.engine.execution.Admission;
import dev.patchbay.engine.execution.Attempts;
import dev.patchbay.engine.execution.DryRun;
import dev.patchbay.engine.execution.DryRuns;
import dev.patchbay.engine.execution.ExecutionAnswer;
import dev.patchbay.engine.execution.ExecutionRequest;
import dev.patchbay.engine.execution.ParamsCheck;
import dev.patchbay.engine.security.Authorizer;
import dev.patchbay.engine.security.Right;
import dev.patchbay.engine.template.RenderedParams;
import dev.patchbay.engine.template.TemplatePreview;
import dev.patchbay.sdk.connector.ConnectorIdentity;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.server.connectors.ExecutionJson;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Exchange;
import dev.patchbay.server.http.Route;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;

/**
 * {@code POST /api/patchbay/templates/_preview}: what a delivery with these params and variables
 * would store and, for a connector, send. Nothing is stored and nothing goes out. Whoever may run
 * the connector may ask; for a bare type, whoever may run any. Thread-safe.
 */
public final class TemplateRoutes {

    private final TemplatePreview preview;
    private final ConnectorTypes types;
    private final Attempts attempts;
    private final DryRuns dryRuns;
    private final Authorizer rights;

    private TemplateRoutes(
            TemplatePreview preview, ConnectorTypes types, Attempts attempts, Authorizer rights) {
        this.preview = preview;
        this.types = types;
        this.attempts = attempts;
        this.dryRuns = new DryRuns(attempts);
        this.rights = rights;
    }

    /** The route. */
    public static List<Route> routes(
            TemplatePreview preview, ConnectorTypes types, Attempts attempts, Authorizer rights) {
        TemplateRoutes routes = new TemplateRoutes(preview, types, attempts, rights);
        return List.of(
                Route.of(
                                "POST",
                                "/api/patchbay/templates/_preview",
                                Route.Access.PUBLIC,
                                "Render params with variables, without sending them",
                                routes::preview)
                        .withBody(DeliverySchemas.PREVIEW));
    }

    private Answer preview(Exchange exchange) {
        JsonNode body = exchange.requireBody();
        Optional<String> connector = DeliverySchemas.text(body, "connector_id");
        if (connector.isPresent()) {
            return switch (attempts.admit(
                    request(exchange, connector.get(), body.path("params")))) {
                case Admission.Stopped(var why) -> ExecutionJson.answer(why);
                case Admission.Admitted(ConnectorType type) -> rendered(exchange, type, connector);
            };
        }
        if (!rights.may(exchange.requireCaller(), Right.CONNECTOR_READ, exchange.spaceId())) {
            return Answer.error(403, DeliveryRoutes.MAY_NOT);
        }
        String typeId = body.path("connector_type_id").stringValue("");
        return types.find(typeId)
                .map(type -> rendered(exchange, type, connector))
                .orElseGet(
                        () -> ExecutionJson.answer(new ExecutionAnswer.TypeNotRegistered(typeId)));
    }

    private static ExecutionRequest request(Exchange exchange, String connector, JsonNode params) {
        return ExecutionRequest.direct(
                exchange.spaceId(),
                connector,
                params,
                exchange.requireCaller(),
                exchange.cancellation());
    }

    private Answer rendered(Exchange exchange, ConnectorType type, Optional<String> connector) {
        JsonNode body = exchange.requireBody();
        RenderedParams rendered =
                preview.preview(
                        type,
                        connector,
                        (ObjectNode) body.path("params"),
                        (ObjectNode) body.path("variables"));
        if (Json.writeBytes(rendered.params()).length > Deliveries.LARGEST_PARAMS) {
            return Answer.error(
                    400,
                    "[request body.params]: must not be longer than "
                            + Deliveries.LARGEST_PARAMS
                            + " bytes after rendering");
        }
        ObjectNode json = Json.object().put("connector_type_id", type.id());
        connector.ifPresent(id -> json.put("connector_id", id));
        json.set("params", rendered.params());
        json.set("warnings", DeliveryJson.warnings(rendered.warnings()));
        rendered.unknownVariables().forEach(json.putArray("unknown_variables")::add);
        Optional<String> violation =
                ParamsCheck.violation(
                        type,
                        new ConnectorIdentity(
                                connector.orElse(""), type.name(), type.id(), exchange.spaceId()),
                        rendered.params());
        if (violation.isPresent()) {
            json.put("error", violation.get());
            return Answer.json(json);
        }
        return connector.isPresent()
                ? sent(json, request(exchange, connector.get(), rendered.params()))
                : Answer.json(json);
    }

    /** With the requests, or with why there would be none. */
    private Answer sent(ObjectNode json, ExecutionRequest request) {
        DryRun run = dryRuns.dryRun(request);
        if (!(run.answer() instanceof ExecutionAnswer.Finished finished)) {
            return ExecutionJson.answer(run.answer());
        }
        if (run.requests().isEmpty() && finished.outcome() instanceof Outcome.Failed failed) {
            json.put(
                    "error",
                    failed.message() + failed.serviceMessage().map(text -> ": " + text).orElse(""));
        } else {
            json.set("requests", ExecutionJson.requests(run.requests()));
        }
        return Answer.json(json);
    }
}
