package dev.patchbay.connectors.webhook.tines;

import dev.patchbay.connectors.shared.subaction.SubActionHttp;
import dev.patchbay.sdk.connector.Check;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.License;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.connector.ParamsRendering;
import dev.patchbay.sdk.connector.TypeContext;
import dev.patchbay.sdk.outcome.Idempotency;
import dev.patchbay.sdk.schema.Schema;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;

/**
 * {@code .tines}: lists stories and webhooks of Tines and starts a story through a webhook
 * (contract/connectors-messaging-webhook.md, section 15; tines.com/api).
 */
public final class TinesConnector {

    private TinesConnector() {}

    /** The declaration. */
    public static ConnectorType type(TypeContext context) {
        SubActionHttp http = new SubActionHttp(context.allowedHosts(), new TinesErrors());
        TinesCalls calls = new TinesCalls(http);
        return ConnectorType.named(".tines", "Tines")
                .license(License.GOLD)
                .features("siem")
                .config(TinesSchemas.CONFIG, SubActionHttp.allowed(http.allowed(), "url"))
                .secrets(TinesSchemas.SECRETS, Check.NONE)
                .rendering(new ParamsRendering.Own(AllVariables::render))
                .target((_, params) -> target(params))
                .operations(
                        Operations.SubActions.of(
                                List.of(
                                        reads(
                                                "stories",
                                                TinesSchemas.STORIES_PARAMS,
                                                calls::stories),
                                        reads(
                                                "webhooks",
                                                TinesSchemas.WEBHOOKS_PARAMS,
                                                calls::webhooks),
                                        acts("run", calls),
                                        acts("test", calls))));
    }

    private static Optional<String> target(JsonNode params) {
        return params.path("subActionParams")
                .path("webhookUrl")
                .stringValueOpt()
                .filter(url -> !url.isEmpty());
    }

    private static Operation reads(String name, Schema params, Operation.Function function) {
        return new Operation(name, Idempotency.SAFE, params, Check.NONE, function);
    }

    private static Operation acts(String name, TinesCalls calls) {
        return new Operation(
                name, Idempotency.EFFECTFUL, TinesSchemas.RUN_PARAMS, Check.NONE, calls::run);
    }
}
