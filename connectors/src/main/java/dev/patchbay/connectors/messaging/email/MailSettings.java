package dev.patchbay.connectors.messaging.email;

import dev.patchbay.sdk.connector.AllowedHosts;
import dev.patchbay.sdk.connector.TypeContext;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;

/**
 * The settings of {@code .email} (contract/settings.md, section 2.6). Immutable.
 *
 * @param enabledServices empty = all
 * @param ses host and port in place of the table's
 * @param maximumBodyLength UTF-16 units
 */
record MailSettings(
        AllowedHosts allowedHosts,
        AddressRules addresses,
        Optional<List<String>> enabledServices,
        Optional<Endpoint> ses,
        long maximumBodyLength,
        boolean footer,
        Optional<String> publicBaseUrl,
        Graph graph) {

    private static final long MAXIMUM_BODY_LENGTH = 25_000_000;

    /** A host and its port. */
    record Endpoint(String host, int port) {}

    /** Where Microsoft's services are. */
    record Graph(String apiUrl, String scope, String loginUrl) {}

    static MailSettings of(TypeContext context) {
        return new MailSettings(
                context.allowedHosts(),
                AddressRules.of(
                        texts(context, "email.domain_allowlist"),
                        texts(context, "email.recipient_allowlist")),
                texts(context, "email.services.enabled").filter(enabled -> !enabled.contains("*")),
                context.setting("email.services.ses")
                        .filter(JsonNode::isObject)
                        .map(ses ->
                                new Endpoint(
                                        ses.path("host").asString(), ses.path("port").asInt())),
                Math.clamp(
                        context.setting("email.maximum_body_length")
                                .map(JsonNode::asLong)
                                .orElse(MAXIMUM_BODY_LENGTH),
                        0,
                        MAXIMUM_BODY_LENGTH),
                context.setting("enableFooterInEmail").map(JsonNode::asBoolean).orElse(true),
                context.publicBaseUrl(),
                new Graph(
                        text(context, "microsoftGraphApiUrl", "https://graph.microsoft.com/v1.0"),
                        text(
                                context,
                                "microsoftGraphApiScope",
                                "https://graph.microsoft.com/.default"),
                        text(
                                context,
                                "microsoftExchangeUrl",
                                "https://login.microsoftonline.com")));
    }

    private static String text(TypeContext context, String name, String otherwise) {
        return context.setting(name).map(JsonNode::asString).orElse(otherwise);
    }

    private static Optional<List<String>> texts(TypeContext context, String name) {
        return context.setting(name)
                .filter(JsonNode::isArray)
                .map(list -> list.valueStream().map(JsonNode::asString).toList());
    }
}
