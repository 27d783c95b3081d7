package dev.patchbay.connectors.messaging.email;

import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is checked beyond the schemas, in the order of contract/connectors-messaging-webhook.md,
 * sections 2.2 and 2.3. Thread-safe.
 */
record EmailChecks(MailSettings settings) {

    /** Names by which {@code email.services.enabled} calls what a config calls otherwise. */
    private static final Map<String, String> SETTING_NAMES =
            Map.of(
                    "gmail",
                    "google-mail",
                    "outlook365",
                    "microsoft-outlook",
                    EmailConfig.SES,
                    "amazon-ses",
                    EmailConfig.ELASTIC_CLOUD,
                    "elastic-cloud",
                    EmailConfig.EXCHANGE,
                    "microsoft-exchange",
                    EmailConfig.OTHER,
                    "other");

    Optional<String> config(ObjectNode node) {
        EmailConfig config = Json.bind(node, EmailConfig.class);
        return enabled(config)
                .or(() -> sender(config))
                .or(() -> html(config))
                .or(() -> tokenUrl(config))
                .or(() -> server(config));
    }

    /** Over config and secrets as they were given. */
    Optional<String> combined(JsonNode config, JsonNode secrets) {
        if (config.path("service").asString("").equals(EmailConfig.EXCHANGE)) {
            return missing(secrets, "clientSecret");
        }
        return config.path("hasAuth").asBoolean(true)
                ? missing(secrets, "user").or(() -> missing(secrets, "password"))
                : Optional.empty();
    }

    Optional<String> params(ObjectNode node) {
        EmailParams params = Json.bind(node, EmailParams.class);
        if (params.recipients().isEmpty()) {
            return Optional.of(EmailTexts.NO_RECIPIENT);
        }
        String fields = params.replies().isEmpty() ? "[to/cc/bcc]: " : "[to/cc/bcc/replyTo]: ";
        return settings.addresses()
                .violation(plain(params.recipients()), plain(params.replies()))
                .map(text -> fields + text);
    }

    /** Templates are looked at when they are rendered. */
    private static List<String> plain(List<String> entries) {
        return entries.stream().filter(entry -> !template(entry)).toList();
    }

    private static boolean template(String entry) {
        int open = entry.indexOf("{{");
        return open >= 0 && entry.indexOf("}}", open) >= 0;
    }

    private Optional<String> enabled(EmailConfig config) {
        String name = SETTING_NAMES.get(config.service());
        return name == null
                ? Optional.empty()
                : settings.enabledServices()
                        .filter(enabled -> !enabled.contains(name))
                        .map(enabled -> EmailTexts.serviceNotEnabled(name, enabled));
    }

    private Optional<String> sender(EmailConfig config) {
        return settings.addresses().senderViolation(config.from()).map(text -> "[from]: " + text);
    }

    private static Optional<String> html(EmailConfig config) {
        return config.service().equals(EmailConfig.ELASTIC_CLOUD)
                        && config.allowHtml().orElse(false)
                ? Optional.of(EmailTexts.ALLOW_HTML)
                : Optional.empty();
    }

    private Optional<String> tokenUrl(EmailConfig config) {
        return config.oauthTokenUrl()
                .filter(url -> !settings.allowedHosts().allowsUrl(url))
                .map(EmailTexts::tokenUrlNotAllowed);
    }

    private Optional<String> server(EmailConfig config) {
        return switch (config.service()) {
            case EmailConfig.JSON -> Optional.empty();
            case EmailConfig.EXCHANGE ->
                    bothRequired(
                            "clientId",
                            config.clientId().isPresent(),
                            "tenantId",
                            config.tenantId().isPresent());
            case EmailConfig.OTHER -> other(config);
            case EmailConfig.SES ->
                    settings.ses().isPresent()
                            ? ses(config, settings.ses().get())
                            : wellKnown(config);
            default -> wellKnown(config);
        };
    }

    private Optional<String> other(EmailConfig config) {
        return bothRequired(
                        "host",
                        config.host().filter(host -> !host.isEmpty()).isPresent(),
                        "port",
                        config.port().isPresent())
                .or(() ->
                        config.host()
                                .filter(host -> !settings.allowedHosts().allowsHost(host))
                                .map(EmailTexts::hostNotAllowed));
    }

    private static Optional<String> ses(EmailConfig config, MailSettings.Endpoint wanted) {
        boolean host = config.host().equals(Optional.of(wanted.host()));
        boolean port = config.port().equals(Optional.of((double) wanted.port()));
        if (!host && !port) {
            return Optional.of(
                    EmailTexts.sesMismatch("[ses.host]/[ses.port]", "host/port combination"));
        }
        if (!host) {
            return Optional.of(EmailTexts.sesMismatch("[ses.host]", "host"));
        }
        if (!port) {
            return Optional.of(EmailTexts.sesMismatch("[ses.port]", "port"));
        }
        return config.secure().orElse(false)
                ? Optional.empty()
                : Optional.of(EmailTexts.SES_SECURE);
    }

    private Optional<String> wellKnown(EmailConfig config) {
        Optional<MailRoute> route = MailRoute.of(config, settings);
        if (route.isEmpty()) {
            return Optional.of(EmailTexts.unknownService(config.service()));
        }
        String host = route.get().server().host();
        return settings.allowedHosts().allowsHost(host)
                ? Optional.empty()
                : Optional.of(EmailTexts.serviceHostNotAllowed(config.service(), host));
    }

    private static Optional<String> bothRequired(
            String first, boolean hasFirst, String second, boolean hasSecond) {
        List<String> missing = new ArrayList<>();
        if (!hasFirst) {
            missing.add("[" + first + "]");
        }
        if (!hasSecond) {
            missing.add("[" + second + "]");
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join("/", missing) + " is required");
    }

    private static Optional<String> missing(JsonNode secrets, String field) {
        JsonNode value = secrets.path(field);
        return value.isMissingNode() || value.isNull()
                ? Optional.of(EmailTexts.required(field))
                : Optional.empty();
    }
}
