package dev.patchbay.connectors.messaging.xmatters;

import static dev.patchbay.sdk.schema.Schemas.bool;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.string;

import dev.patchbay.sdk.connector.Check;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.License;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.connector.TypeContext;
import dev.patchbay.sdk.outcome.Idempotency;
import dev.patchbay.sdk.schema.EscapeMode;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schema.Member;

/**
 * {@code .xmatters}: starts a flow of xMatters (contract/connectors-messaging-webhook.md, section
 * 8; help.xmatters.com/ondemand/flowdesigner/http-trigger.htm).
 */
public final class XmattersConnector {

    private static final Schema CONFIG =
            object(
                    member(
                            "configUrl",
                            string().nullByDefault()
                                    .described(
                                            "Initiation URL",
                                            "Of a flow that asks for Basic authentication.")),
                    member(
                            "usesBasic",
                            bool().withDefault(true)
                                    .described(
                                            "Basic authentication",
                                            "Otherwise the URL among the secrets is used.")));

    private static final Schema SECRETS =
            object(
                    secret("user", "User", "For Basic authentication."),
                    secret("password", "Password", "For Basic authentication."),
                    secret(
                            "secretsUrl",
                            "Initiation URL",
                            "Of a flow that asks for an API key, which the URL holds."));

    private static final Schema PARAMS =
            object(
                    optional(
                            "alertActionGroupName",
                            "Action group",
                            "Why the rule fired; one of the two that a real alert has."),
                    optional("signalId", "Signal", "Which alert; the other one."),
                    optional("ruleName", "Rule", "Name of the rule."),
                    optional("date", "Date", "When it happened."),
                    member(
                            "severity",
                            string().template(EscapeMode.NONE)
                                    .described("Severity", "Empty is `High`.")),
                    optional("spaceId", "Space", "Of the rule."),
                    optional("tags", "Tags", "Of the rule, with commas."));

    private XmattersConnector() {}

    /** The declaration. */
    public static ConnectorType type(TypeContext context) {
        XmattersChecks checks = new XmattersChecks(context.allowedHosts());
        return ConnectorType.named(".xmatters", "xMatters")
                .license(License.GOLD)
                .features("alerting", "uptime", "siem")
                .config(CONFIG, checks::config)
                .secrets(SECRETS, checks::secrets)
                .combined(checks::together)
                .operations(
                        new Operations.Single(
                                new Operation(
                                        "trigger",
                                        Idempotency.EFFECTFUL,
                                        PARAMS,
                                        Check.NONE,
                                        XmattersTrigger::attempt)));
    }

    private static Member secret(String name, String label, String help) {
        return member(name, string().nullByDefault().secret().described(label, help));
    }

    private static Member optional(String name, String label, String help) {
        return member(name, string().template(EscapeMode.NONE).optional().described(label, help));
    }
}
