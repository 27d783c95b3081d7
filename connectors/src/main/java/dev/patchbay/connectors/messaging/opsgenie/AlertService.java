package dev.patchbay.connectors.messaging.opsgenie;

import dev.patchbay.connectors.shared.subaction.SubActionHttp;
import dev.patchbay.sdk.connector.Check;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.License;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.connector.ParamsRendering;
import dev.patchbay.sdk.connector.TypeContext;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Idempotency;
import dev.patchbay.sdk.schema.Schema;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;

/**
 * One of the two services.
 *
 * @param path of alerts, relative to the configured address
 * @param responder who may be named as a responder
 * @param visibleTo whom an alert may be shown to
 */
record AlertService(String id, String name, String path, Schema responder, Schema visibleTo) {

    ConnectorType type(TypeContext context) {
        SubActionHttp http = new SubActionHttp(context.allowedHosts(), new AlertErrors());
        AlertCalls calls = new AlertCalls(http, path);
        return ConnectorType.named(id, name)
                .license(License.PLATINUM)
                .features("alerting", "uptime", "siem")
                .config(AlertSchemas.CONFIG, SubActionHttp.allowed(http.allowed(), "apiUrl"))
                .secrets(AlertSchemas.SECRETS, Check.NONE)
                .rendering(new ParamsRendering.Own(RuleTags::render))
                .operations(
                        Operations.SubActions.of(
                                List.of(
                                        new Operation(
                                                "createAlert",
                                                AlertService::idempotency,
                                                AlertSchemas.create(responder, visibleTo),
                                                Check.NONE,
                                                calls::create),
                                        new Operation(
                                                "closeAlert",
                                                Idempotency.REPEATABLE,
                                                AlertSchemas.CLOSE,
                                                Check.NONE,
                                                calls::close))));
    }

    /** Open alerts of one alias are one alert. */
    private static Idempotency idempotency(
            JsonNode config, JsonNode params, Optional<String> deliveryId) {
        boolean keyed = Json.bind(params, AlertParams.class).key().or(() -> deliveryId).isPresent();
        return keyed ? Idempotency.KEYED : Idempotency.EFFECTFUL;
    }
}
