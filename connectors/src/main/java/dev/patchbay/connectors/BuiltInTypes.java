package dev.patchbay.connectors;

import dev.patchbay.connectors.messaging.email.EmailConnector;
import dev.patchbay.connectors.messaging.index.IndexConnector;
import dev.patchbay.connectors.messaging.opsgenie.JiraServiceManagementConnector;
import dev.patchbay.connectors.messaging.opsgenie.OpsgenieConnector;
import dev.patchbay.connectors.messaging.pagerduty.PagerDutyConnector;
import dev.patchbay.connectors.messaging.serverlog.ServerLogConnector;
import dev.patchbay.connectors.messaging.slack.SlackConnector;
import dev.patchbay.connectors.messaging.slackapi.SlackApiConnector;
import dev.patchbay.connectors.messaging.swimlane.SwimlaneConnector;
import dev.patchbay.connectors.messaging.teams.TeamsConnector;
import dev.patchbay.connectors.messaging.xmatters.XmattersConnector;
import dev.patchbay.connectors.spec.BundledSpecs;
import dev.patchbay.connectors.webhook.d3security.D3SecurityConnector;
import dev.patchbay.connectors.webhook.http.HttpConnector;
import dev.patchbay.connectors.webhook.tines.TinesConnector;
import dev.patchbay.connectors.webhook.torq.TorqConnector;
import dev.patchbay.connectors.webhook.webhook.WebhookConnector;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.ConnectorTypeProvider;
import dev.patchbay.sdk.connector.TypeContext;

import java.util.ArrayList;
import java.util.List;

/**
 * Every type of this module: those of Kibana in its order of registration (actions-api, section 8),
 * then those that are described as data.
 */
public final class BuiltInTypes implements ConnectorTypeProvider {

    /** For {@link java.util.ServiceLoader}. */
    public BuiltInTypes() {}

    @Override
    public List<ConnectorType> types(TypeContext context) {
        List<ConnectorType> types = new ArrayList<>(ofKibana(context));
        types.addAll(BundledSpecs.types(context));
        return types;
    }

    /** Those of Kibana alone, in its order of registration. */
    public static List<ConnectorType> ofKibana(TypeContext context) {
        return List.of(
                EmailConnector.type(context),
                IndexConnector.type(context),
                PagerDutyConnector.type(context),
                SwimlaneConnector.type(context),
                ServerLogConnector.type(),
                SlackConnector.type(context),
                SlackApiConnector.type(context),
                WebhookConnector.type(context),
                XmattersConnector.type(context),
                TeamsConnector.type(context),
                TorqConnector.type(context),
                OpsgenieConnector.type(context),
                JiraServiceManagementConnector.type(context),
                TinesConnector.type(context),
                D3SecurityConnector.type(context),
                HttpConnector.type(context));
    }
}
