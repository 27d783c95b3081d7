package dev.patchbay.connectors.messaging.opsgenie;

import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.TypeContext;

/**
 * {@code .opsgenie}: creates and closes alerts (contract/connectors-messaging-webhook.md, section
 * 12; docs.opsgenie.com/docs/alert-api).
 */
public final class OpsgenieConnector {

    private OpsgenieConnector() {}

    /** The declaration. */
    public static ConnectorType type(TypeContext context) {
        return new AlertService(
                        ".opsgenie",
                        "Opsgenie",
                        "v2/alerts",
                        AlertTargets.OPSGENIE_RESPONDER,
                        AlertTargets.OPSGENIE_VISIBLE_TO)
                .type(context);
    }
}
