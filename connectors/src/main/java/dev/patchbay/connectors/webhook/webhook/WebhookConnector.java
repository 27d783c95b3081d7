package dev.patchbay.connectors.webhook.webhook;

import static dev.patchbay.sdk.schema.Schemas.enumeration;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.string;

import dev.patchbay.connectors.shared.auth.AuthChecks;
import dev.patchbay.connectors.shared.auth.AuthSchema;
import dev.patchbay.sdk.connector.Check;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.License;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.connector.ParamsRendering;
import dev.patchbay.sdk.connector.TypeContext;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.EscapeMode;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schema.Member;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code .webhook}: sends one HTTP request (contract/connectors-messaging-webhook.md, section 6).
 */
public final class WebhookConnector {

    private static final Schema CONFIG = config();

    private static final Schema PARAMS =
            object(
                    member(
                            "body",
                            string().template(EscapeMode.JSON)
                                    .optional()
                                    .described("Body", "Sent with `post`, `put` and `patch`.")));

    private WebhookConnector() {}

    /** The declaration. */
    public static ConnectorType type(TypeContext context) {
        AuthChecks checks = new AuthChecks(context, WebhookTexts.CONFIGURATION);
        return ConnectorType.named(".webhook", "Webhook")
                .license(License.GOLD)
                .features("alerting", "uptime", "siem")
                .config(
                        CONFIG,
                        config ->
                                checks.url(config.path("url").asString())
                                        .or(() -> checks.violation(config)))
                .secrets(AuthSchema.secrets(), Check.NONE)
                .rendering(new ParamsRendering.OnlyAnnotatedStrings())
                .operations(
                        new Operations.Single(
                                new Operation(
                                        "request",
                                        (config, _, _) ->
                                                Json.bind(config, WebhookConfig.class)
                                                        .method()
                                                        .idempotency,
                                        PARAMS,
                                        Check.NONE,
                                        WebhookRequest::attempt)));
    }

    private static Schema config() {
        List<Member> members = new ArrayList<>();
        members.add(member("url", string().described("URL", "Where the request goes, as it is.")));
        members.add(
                member(
                        "method",
                        enumeration("post", "put", "patch", "get", "delete")
                                .withDefault("post")
                                .described("Method", "HTTP method of the request.")));
        members.addAll(AuthSchema.config(AuthSchema.authType().nullable().optional()));
        return object(members);
    }
}
