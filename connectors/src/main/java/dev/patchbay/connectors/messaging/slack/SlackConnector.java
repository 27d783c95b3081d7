package dev.patchbay.connectors.messaging.slack;

import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.string;

import dev.patchbay.connectors.shared.UrlChecks;
import dev.patchbay.sdk.connector.Check;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.License;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.connector.ParamsRendering;
import dev.patchbay.sdk.connector.TypeContext;
import dev.patchbay.sdk.outcome.Idempotency;
import dev.patchbay.sdk.schema.EscapeMode;
import dev.patchbay.sdk.schema.Schema;

/**
 * {@code .slack}: posts a text to an incoming webhook (contract/connectors-messaging-webhook.md,
 * section 3; docs.slack.dev/messaging/sending-messages-using-incoming-webhooks).
 */
public final class SlackConnector {

    private static final Schema SECRETS =
            object(
                    member(
                            "webhookUrl",
                            string().secret()
                                    .described(
                                            "Webhook URL",
                                            "URL of the incoming webhook, as Slack shows it.")));

    private static final Schema PARAMS =
            object(
                    member(
                            "message",
                            string(1)
                                    .template(EscapeMode.SLACK)
                                    .described("Message", "Text to post, in Slack's mrkdwn.")));

    private SlackConnector() {}

    /** The declaration. */
    public static ConnectorType type(TypeContext context) {
        UrlChecks urls = new UrlChecks(context.allowedHosts(), SlackTexts.CONFIGURATION);
        return ConnectorType.named(".slack", "Slack")
                .license(License.GOLD)
                .features("alerting", "uptime", "siem")
                .secrets(
                        SECRETS,
                        secrets ->
                                urls.violation(
                                        secrets.path("webhookUrl").asString(),
                                        SlackTexts.UNPARSABLE))
                .rendering(new ParamsRendering.OnlyAnnotatedStrings())
                .operations(
                        new Operations.Single(
                                new Operation(
                                        "post",
                                        Idempotency.EFFECTFUL,
                                        PARAMS,
                                        Check.NONE,
                                        SlackPost::attempt)));
    }
}
