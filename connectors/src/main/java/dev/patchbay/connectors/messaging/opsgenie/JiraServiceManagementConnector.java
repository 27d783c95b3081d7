package dev.patchbay.connectors.messaging.opsgenie;

import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.TypeContext;

/**
 * {@code .jira-service-management}: Opsgenie's successor, with ids in place of names
 * (contract/connectors-messaging-webhook.md, section 13;
 * developer.atlassian.com/cloud/jira/service-desk-ops/rest/v2/api-group-integration-events).
 */
public final class JiraServiceManagementConnector {

    private JiraServiceManagementConnector() {}

    /** The declaration. */
    public static ConnectorType type(TypeContext context) {
        return new AlertService(
                        ".jira-service-management",
                        "Jira Service Management",
                        "jsm/ops/integration/v2/alerts",
                        AlertTargets.JSM_RESPONDER,
                        AlertTargets.JSM_VISIBLE_TO)
                .type(context);
    }
}
