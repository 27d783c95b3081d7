package dev.patchbay.connectors.messaging.serverlog;

import static dev.patchbay.sdk.schema.Schemas.enumeration;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.string;

import dev.patchbay.sdk.connector.Check;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.License;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.outcome.Idempotency;
import dev.patchbay.sdk.schema.EscapeMode;
import dev.patchbay.sdk.schema.Schema;

/**
 * {@code .server-log}: writes a line to this server's log
 * (contract/connectors-messaging-webhook.md, section 10).
 */
public final class ServerLogConnector {

    private static final Schema PARAMS =
            object(
                    member(
                            "message",
                            string().template(EscapeMode.NONE)
                                    .described(
                                            "Message",
                                            "Text to log; control characters become `;`.")),
                    member(
                            "level",
                            enumeration("trace", "debug", "info", "warn", "error", "fatal")
                                    .withDefault("info")
                                    .described("Level", "Level of the line.")));

    private ServerLogConnector() {}

    /** The declaration. */
    public static ConnectorType type() {
        return ConnectorType.named(".server-log", "Server log")
                .license(License.BASIC)
                .features("alerting", "uptime", "siem")
                .operations(
                        new Operations.Single(
                                new Operation(
                                        "log",
                                        Idempotency.EFFECTFUL,
                                        PARAMS,
                                        Check.NONE,
                                        ServerLogLine::attempt)));
    }
}
