package dev.patchbay.connectors.messaging.slackapi;

import dev.patchbay.connectors.shared.ClassicSubActions;
import dev.patchbay.connectors.shared.UrlChecks;
import dev.patchbay.sdk.connector.Check;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.License;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.ParamsRendering;
import dev.patchbay.sdk.connector.TypeContext;
import dev.patchbay.sdk.outcome.Idempotency;
import dev.patchbay.sdk.schema.Schema;

import java.util.List;

/**
 * {@code .slack_api}: posts texts and blocks through Slack's Web API
 * (contract/connectors-messaging-webhook.md, section 4; docs.slack.dev/reference/methods). Kibana
 * answers the type's id as {@code connector_id}; here it is the connector's.
 */
public final class SlackApiConnector {

    private SlackApiConnector() {}

    /** The declaration. */
    public static ConnectorType type(TypeContext context) {
        UrlChecks urls = new UrlChecks(context.allowedHosts(), SlackApiTexts.CONFIGURATION);
        return ConnectorType.named(".slack_api", "Slack API")
                .license(License.GOLD)
                .features("uptime", "alerting", "siem")
                .config(SlackApiSchemas.CONFIG, Check.NONE)
                .secrets(SlackApiSchemas.SECRETS, _ -> urls.notAllowed(SlackApiCall.URL))
                .rendering(new ParamsRendering.AnnotatedStrings())
                .operations(
                        ClassicSubActions.of(
                                List.of(
                                        new Operation(
                                                "validChannelId",
                                                Idempotency.SAFE,
                                                SlackApiSchemas.CHANNEL_ID,
                                                Check.NONE,
                                                SlackApiCall::channel),
                                        new Operation(
                                                "postMessage",
                                                Idempotency.EFFECTFUL,
                                                SlackApiSchemas.MESSAGE,
                                                Check.NONE,
                                                SlackApiCall::message),
                                        new Operation(
                                                "postBlockkit",
                                                Idempotency.EFFECTFUL,
                                                SlackApiSchemas.BLOCKS,
                                                Check.NONE,
                                                SlackApiCall::blocks),
                                        reading(
                                                "getConversationsList",
                                                SlackReadSchemas.CONVERSATIONS,
                                                SlackApiReads::conversations),
                                        reading(
                                                "getConversationsHistory",
                                                SlackReadSchemas.HISTORY,
                                                SlackApiReads::history),
                                        reading(
                                                "getConversationsReplies",
                                                SlackReadSchemas.REPLIES,
                                                SlackApiReads::replies),
                                        reading(
                                                "getUsersList",
                                                SlackReadSchemas.USERS,
                                                SlackApiReads::users),
                                        reading(
                                                "getChannelDigest",
                                                SlackReadSchemas.DIGEST,
                                                SlackDigest::attempt))));
    }

    private static Operation reading(String name, Schema params, Operation.Function function) {
        return new Operation(name, Idempotency.SAFE, params, Check.NONE, function);
    }
}
