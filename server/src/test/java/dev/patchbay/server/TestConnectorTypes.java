package dev.patchbay.server;

import static dev.patchbay.sdk.schema.Schemas.any;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.record;
import static dev.patchbay.sdk.schema.Schemas.string;

import dev.patchbay.sdk.connector.Check;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.License;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Idempotency;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.schema.Schema;

import java.util.List;
import java.util.Optional;

/**
 * Types of Kibana's own test bed (contract/actions-api.md, section 16) and some that are disabled,
 * strict or of a system; never in the product.
 */
public final class TestConnectorTypes {

    private TestConnectorTypes() {}

    /** All of them. */
    public static List<ConnectorType> all() {
        return List.of(
                indexRecord(),
                plain("test.authorization", "Test: Authorization"),
                notEnabled(),
                combined(),
                subActions(),
                ConnectorType.named(
                                "test.sub-action-connector-without-sub-actions",
                                "Test: Sub action connector without sub actions")
                        .license(License.PLATINUM)
                        .features("alerting", "siem")
                        .operations(Operations.SubActions.of(List.of())),
                system("test.system-action", "Test system action"),
                system(
                        "test.system-action-kibana-privileges",
                        "Test system action with kibana privileges"),
                system(
                        "test.system-action-connector-adapter",
                        "Test system action with a connector adapter set"),
                webhookLike(),
                free());
    }

    /** Config, secrets and params as Kibana's; answers its params. */
    private static ConnectorType indexRecord() {
        return ConnectorType.named("test.index-record", "Test: Index Record")
                .license(License.GOLD)
                .features("alerting")
                .config(object(member("unencrypted", string())), Check.NONE)
                .secrets(object(member("encrypted", string().secret())), Check.NONE)
                .operations(
                        echo(
                                object(
                                        member("index", string()),
                                        member("reference", string()),
                                        member("message", string()))));
    }

    /** Registered and missing from {@code enabledActionTypes}. */
    private static ConnectorType notEnabled() {
        return ConnectorType.named("test.not-enabled", "Test: Not Enabled")
                .license(License.GOLD)
                .features("alerting")
                .config(object(member("unencrypted", string().optional())), Check.NONE)
                .secrets(object(member("encrypted", string().secret().optional())), Check.NONE)
                .operations(echo(object()));
    }

    /** Compares config and secrets. */
    private static ConnectorType combined() {
        return ConnectorType.named("test.combined", "Test: Combined")
                .features("alerting")
                .config(
                        object(
                                member("user", string().optional()),
                                member("mode", string().withDefault("plain"))),
                        Check.NONE)
                .secrets(object(member("password", string().secret().optional())), Check.NONE)
                .combined((config, secrets) ->
                        config.has("user") == secrets.has("password")
                                ? Optional.empty()
                                : Optional.of("user and password go together"))
                .operations(echo(object()));
    }

    private static ConnectorType subActions() {
        return ConnectorType.named("test.sub-action-connector", "Test: Sub action connector")
                .license(License.PLATINUM)
                .features("alerting", "siem")
                .config(
                        object(member("url", string())),
                        config ->
                                config.path("url").stringValue().startsWith("https://example.com")
                                        ? Optional.empty()
                                        : Optional.of(
                                                "error validating url: target url \""
                                                        + config.path("url").stringValue()
                                                        + "\" is not added to the Kibana config"
                                                        + " xpack.actions.allowedHosts"))
                .secrets(
                        object(
                                member("username", string().secret()),
                                member("password", string().secret())),
                        Check.NONE)
                .operations(
                        Operations.SubActions.of(
                                List.of(
                                        operation(
                                                "subActionWithParams",
                                                object(member("id", string()))),
                                        operation("subActionWithoutParams", object()))));
    }

    /** Under the real type's id, which the product may register beside it: not in one registry. */
    private static ConnectorType webhookLike() {
        return ConnectorType.named(".cases-webhook", "Webhook - Case Management")
                .license(License.GOLD)
                .features("cases")
                .config(record(any()), Check.NONE)
                .secrets(
                        object(member("secretHeaders", record(string().secret()).nullByDefault())),
                        Check.NONE)
                .operations(echo(object()));
    }

    /** Takes whatever JSON can say, in config and secrets. */
    private static ConnectorType free() {
        return ConnectorType.named("test.free", "Test: Free")
                .features("alerting", "endpointSecurity")
                .subFeature("endpointSecurity")
                .config(record(any()), Check.NONE)
                .secrets(record(any()), Check.NONE)
                .operations(echo(object()));
    }

    private static ConnectorType plain(String id, String name) {
        return ConnectorType.named(id, name)
                .license(License.GOLD)
                .features("alerting")
                .operations(echo(object()));
    }

    private static ConnectorType system(String id, String name) {
        return ConnectorType.named(id, name)
                .license(License.PLATINUM)
                .features("alerting")
                .system()
                .operations(echo(object()));
    }

    private static Operations echo(Schema params) {
        return new Operations.Single(operation("run", params));
    }

    private static Operation operation(String name, Schema params) {
        return new Operation(
                name,
                Idempotency.SAFE,
                params,
                Check.NONE,
                invocation -> Outcome.ok(Json.object().set("params", invocation.params())));
    }
}
