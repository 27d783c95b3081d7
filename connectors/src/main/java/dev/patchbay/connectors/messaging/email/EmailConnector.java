package dev.patchbay.connectors.messaging.email;

import dev.patchbay.sdk.connector.Check;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.License;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.connector.TypeContext;
import dev.patchbay.sdk.outcome.Idempotency;
import dev.patchbay.sdk.time.IdSource;

/**
 * {@code .email}: sends mail over SMTP, or through Microsoft Graph
 * (contract/connectors-messaging-webhook.md, section 2).
 */
public final class EmailConnector {

    private EmailConnector() {}

    /** The declaration. */
    public static ConnectorType type(TypeContext context) {
        MailSettings settings = MailSettings.of(context);
        EmailChecks checks = new EmailChecks(settings);
        return ConnectorType.named(".email", "Email")
                .license(License.GOLD)
                .features("alerting", "uptime", "siem")
                .config(EmailSchemas.CONFIG, checks::config)
                .secrets(EmailSchemas.SECRETS, Check.NONE)
                .combined(checks::combined)
                .operations(
                        new Operations.Single(
                                new Operation(
                                        "send",
                                        Idempotency.EFFECTFUL,
                                        EmailSchemas.PARAMS,
                                        checks::params,
                                        new EmailSend(settings, IdSource.random())::attempt)));
    }
}
