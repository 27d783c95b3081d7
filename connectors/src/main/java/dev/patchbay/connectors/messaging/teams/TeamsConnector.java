package dev.patchbay.connectors.messaging.teams;

import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.string;

import dev.patchbay.connectors.shared.UrlChecks;
import dev.patchbay.sdk.connector.Check;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.License;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.connector.TypeContext;
import dev.patchbay.sdk.outcome.Idempotency;
import dev.patchbay.sdk.schema.EscapeMode;
import dev.patchbay.sdk.schema.Schema;

/**
 * {@code .teams}: posts a text to an incoming webhook (contract/connectors-messaging-webhook.md,
 * section 5; learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors).
 */
public final class TeamsConnector {

    private static final Schema SECRETS =
            object(
                    member(
                            "webhookUrl",
                            string().secret()
                                    .described(
                                            "Webhook URL",
                                            "URL of the incoming webhook, as Teams shows it.")));

    private static final Schema PARAMS =
            object(
                    member(
                            "message",
                            string(1)
                                    .template(EscapeMode.NONE)
                                    .described("Message", "Text to post, in Markdown.")));

    private TeamsConnector() {}

    /** The declaration. */
    public static ConnectorType type(TypeContext context) {
        UrlChecks urls = new UrlChecks(context.allowedHosts(), TeamsTexts.CONFIGURATION);
        return ConnectorType.named(".teams", "Microsoft Teams")
                .license(License.GOLD)
                .features("alerting", "uptime", "siem")
                .secrets(
                        SECRETS,
                        secrets ->
                                urls.violation(
                                        secrets.path("webhookUrl").asString(),
                                        TeamsTexts.UNPARSABLE))
                .operations(
                        new Operations.Single(
                                new Operation(
                                        "post",
                                        Idempotency.EFFECTFUL,
                                        PARAMS,
                                        Check.NONE,
                                        TeamsPost::attempt)));
    }
}
