package dev.patchbay.connectors.webhook.torq;

import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.string;

import dev.patchbay.connectors.shared.UrlChecks;
import dev.patchbay.sdk.connector.AllowedHosts;
import dev.patchbay.sdk.connector.Check;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.License;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.connector.TypeContext;
import dev.patchbay.sdk.outcome.Idempotency;
import dev.patchbay.sdk.schema.Schema;

import java.util.Optional;
import java.util.Set;

/**
 * {@code .torq}: starts a workflow of Torq through its webhook integration
 * (contract/connectors-messaging-webhook.md, section 14).
 */
public final class TorqConnector {

    private static final Set<String> HOSTS =
            Set.of("hooks.torq.io", "hooks.eu.torq.io", "localhost");

    private static final Schema CONFIG =
            object(
                    member(
                            "webhookIntegrationUrl",
                            string().described(
                                            "Webhook URL",
                                            "Endpoint of the webhook integration, at"
                                                    + " `hooks.torq.io` or `hooks.eu.torq.io`.")));

    private static final Schema SECRETS =
            object(
                    member(
                            "token",
                            string().secret()
                                    .described(
                                            "Token", "Value of the header of the integration.")));

    private static final Schema PARAMS =
            object(
                    member(
                            "body",
                            string().jsonTemplate()
                                    .described("Body", "JSON that the workflow gets.")));

    private TorqConnector() {}

    /** The declaration. */
    public static ConnectorType type(TypeContext context) {
        return ConnectorType.named(".torq", "Torq")
                .license(License.GOLD)
                .features("alerting", "uptime", "siem")
                .config(
                        CONFIG,
                        config ->
                                violation(
                                        config.path("webhookIntegrationUrl").asString(),
                                        context.allowedHosts()))
                .secrets(SECRETS, Check.NONE)
                .operations(
                        new Operations.Single(
                                new Operation(
                                        "trigger",
                                        Idempotency.EFFECTFUL,
                                        PARAMS,
                                        Check.NONE,
                                        TorqTrigger::attempt)));
    }

    private static Optional<String> violation(String url, AllowedHosts allowed) {
        boolean torqs = allowed.hostName(url).filter(HOSTS::contains).isPresent();
        return new UrlChecks(allowed, TorqTexts.CONFIGURATION)
                .violation(url, TorqTexts.UNPARSABLE)
                .or(() ->
                        torqs
                                ? Optional.empty()
                                : Optional.of(TorqTexts.CONFIGURATION + TorqTexts.OTHER_HOST));
    }
}
