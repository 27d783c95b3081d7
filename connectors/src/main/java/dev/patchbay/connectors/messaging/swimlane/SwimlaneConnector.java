package dev.patchbay.connectors.messaging.swimlane;

import dev.patchbay.connectors.shared.ClassicSubActions;
import dev.patchbay.connectors.shared.UrlChecks;
import dev.patchbay.sdk.connector.Check;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.License;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.TypeContext;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Idempotency;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;

/**
 * {@code .swimlane}: creates or updates a record of Swimlane and adds comments to it
 * (contract/connectors-messaging-webhook.md, section 16).
 */
public final class SwimlaneConnector {

    private SwimlaneConnector() {}

    /** The declaration. */
    public static ConnectorType type(TypeContext context) {
        UrlChecks urls = new UrlChecks(context.allowedHosts(), SwimlaneTexts.CONFIGURATION);
        return ConnectorType.named(".swimlane", "Swimlane")
                .license(License.GOLD)
                .features("alerting", "cases", "siem")
                .config(
                        SwimlaneSchemas.CONFIG,
                        config -> urls.notAllowed(config.path("apiUrl").asString()))
                .secrets(SwimlaneSchemas.SECRETS, Check.NONE)
                .operations(
                        ClassicSubActions.of(
                                List.of(
                                        new Operation(
                                                "pushToService",
                                                SwimlaneConnector::idempotency,
                                                SwimlaneSchemas.PUSH,
                                                Check.NONE,
                                                SwimlanePush::attempt))));
    }

    /** Updating twice is updating once; a new record or a comment is not. */
    private static Idempotency idempotency(
            JsonNode config, JsonNode params, Optional<String> deliveryId) {
        SwimlaneParams push = Json.bind(params, SwimlaneParams.class);
        return push.incident().externalId().isPresent() && push.said().isEmpty()
                ? Idempotency.REPEATABLE
                : Idempotency.EFFECTFUL;
    }
}
