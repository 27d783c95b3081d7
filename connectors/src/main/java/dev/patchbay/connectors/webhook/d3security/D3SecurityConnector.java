package dev.patchbay.connectors.webhook.d3security;

import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.openObject;
import static dev.patchbay.sdk.schema.Schemas.string;

import dev.patchbay.connectors.shared.subaction.SubActionCall;
import dev.patchbay.connectors.shared.subaction.SubActionHttp;
import dev.patchbay.sdk.connector.Check;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.connector.License;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.connector.ParamsRendering;
import dev.patchbay.sdk.connector.TypeContext;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Idempotency;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.schema.EscapeMode;
import dev.patchbay.sdk.schema.JsonTextErrors;
import dev.patchbay.sdk.schema.Schema;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.util.List;

/**
 * {@code .d3security}: sends an event to a webhook of D3 Security
 * (contract/connectors-messaging-webhook.md, section 17).
 */
public final class D3SecurityConnector {

    private static final Schema CONFIG =
            object(member("url", string().described("URL", "Address of the webhook.")));

    private static final Schema SECRETS =
            object(member("token", string().secret().described("Token", "Key of the webhook.")));

    private static final Schema ANSWER = openObject(member("refid", string()));

    private D3SecurityConnector() {}

    /** The declaration. */
    public static ConnectorType type(TypeContext context) {
        SubActionHttp http = new SubActionHttp(context.allowedHosts(), new D3SecurityErrors());
        return ConnectorType.named(".d3security", "D3 Security")
                .license(License.GOLD)
                .features("alerting", "siem")
                .config(CONFIG, SubActionHttp.allowed(http.allowed(), "url"))
                .secrets(SECRETS, Check.NONE)
                .rendering(new ParamsRendering.AnnotatedStrings())
                .operations(
                        Operations.SubActions.of(
                                List.of(
                                        operation("run", http, string().template(EscapeMode.JSON)),
                                        operation("test", http, string()))));
    }

    /** In rules only the body of {@code run} is a template. */
    private static Operation operation(String name, SubActionHttp http, Schema body) {
        Schema params =
                object(
                        member(
                                "body",
                                body.optional().described("Body", "The event; JSON, or any text.")),
                        member(
                                "severity",
                                string().withDefault("").described("Severity", "Of the event.")),
                        member(
                                "eventType",
                                string().withDefault("").described("Event type", "Of the event.")));
        return new Operation(
                name,
                Idempotency.EFFECTFUL,
                params,
                Check.NONE,
                invocation -> send(invocation, http));
    }

    private static Outcome send(Invocation invocation, SubActionHttp http) {
        D3SecurityParams params = invocation.params(D3SecurityParams.class);
        SubActionCall call =
                SubActionCall.post(
                                invocation.config(D3SecurityConfig.class).url(),
                                event(params),
                                ANSWER)
                        .withHeader(
                                "d3key",
                                invocation.secrets(D3SecuritySecrets.class).token().reveal());
        return http.send(invocation, call).outcome();
    }

    /** The inner {@code hits} is an object, not an array as in Elasticsearch. */
    private static ObjectNode event(D3SecurityParams params) {
        ObjectNode event = Json.object();
        ObjectNode source = event.putObject("hits").putObject("hits").putObject("_source");
        source.set("rawData", raw(params.body().orElse("")));
        source.put("event.type", params.eventType());
        source.put("kibana.alert.severity", params.severity());
        return event;
    }

    private static JsonNode raw(String body) {
        return JsonTextErrors.of(body).isPresent() ? StringNode.valueOf(body) : Json.read(body);
    }
}
