package dev.patchbay.connectors.webhook.http;

import dev.patchbay.connectors.shared.auth.AuthChecks;
import dev.patchbay.sdk.connector.AllowedHosts;
import dev.patchbay.sdk.connector.Check;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.License;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.connector.ParamsRendering;
import dev.patchbay.sdk.connector.TypeContext;

/**
 * {@code .http}: sends any HTTP request and answers what came back
 * (contract/connectors-messaging-webhook.md, section 7).
 */
public final class HttpConnector {

    private HttpConnector() {}

    /** The declaration. */
    public static ConnectorType type(TypeContext context) {
        AllowedHosts hosts = context.allowedHosts();
        AuthChecks checks = AuthChecks.withPasswordGrant(context, HttpErrors.CONFIGURATION);
        return ConnectorType.named(".http", "HTTP")
                .license(License.GOLD)
                .features("workflows")
                .config(
                        HttpSchemas.config(hosts),
                        config ->
                                checks.url(config.path("url").asString())
                                        .or(() -> checks.violation(config)))
                .secrets(HttpSchemas.secrets(), Check.NONE)
                .rendering(new ParamsRendering.AnnotatedStrings())
                .operations(
                        new Operations.Single(
                                new Operation(
                                        "request",
                                        (_, params, _) ->
                                                HttpMethod.valueOf(params.path("method").asString())
                                                        .idempotency,
                                        HttpSchemas.params(hosts),
                                        Check.NONE,
                                        HttpRequest::attempt)));
    }
}
