package dev.patchbay.connectors.messaging.pagerduty;

import dev.patchbay.connectors.shared.UrlChecks;
import dev.patchbay.sdk.connector.Check;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.License;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.connector.TypeContext;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Idempotency;

import tools.jackson.databind.JsonNode;

import java.util.Optional;

/**
 * {@code .pagerduty}: sends an event to PagerDuty's Events API v2
 * (contract/connectors-messaging-webhook.md, section 11;
 * developer.pagerduty.com/docs/events-api-v2-overview).
 */
public final class PagerDutyConnector {

    private PagerDutyConnector() {}

    /** The declaration. */
    public static ConnectorType type(TypeContext context) {
        UrlChecks urls = new UrlChecks(context.allowedHosts(), PagerDutyTexts.CONFIGURATION);
        return ConnectorType.named(".pagerduty", "PagerDuty")
                .license(License.GOLD)
                .features("alerting", "uptime", "siem")
                .config(
                        PagerDutySchemas.CONFIG,
                        config -> urls.notAllowed(Json.bind(config, PagerDutyConfig.class).url()))
                .secrets(PagerDutySchemas.SECRETS, Check.NONE)
                .operations(
                        new Operations.Single(
                                new Operation(
                                        "event",
                                        PagerDutyConnector::idempotency,
                                        PagerDutySchemas.PARAMS,
                                        Check.NONE,
                                        PagerDutyEvent::attempt)));
    }

    /**
     * PagerDuty recognises an event by its key; an alert without one is a new incident each time.
     */
    private static Idempotency idempotency(
            JsonNode config, JsonNode params, Optional<String> deliveryId) {
        boolean keyed =
                Json.bind(params, PagerDutyParams.class).key().or(() -> deliveryId).isPresent();
        return keyed ? Idempotency.KEYED : Idempotency.EFFECTFUL;
    }
}
