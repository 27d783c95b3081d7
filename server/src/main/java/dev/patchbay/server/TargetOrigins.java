package dev.patchbay.server;

import dev.patchbay.connectors.messaging.email.MailServices;
import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.http.TlsOptions.VerificationMode;
import dev.patchbay.sdk.mail.MailServer;
import dev.patchbay.server.settings.PreconfiguredConnector;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a preconfigured connector goes: the URLs in its config and secrets, the address that its
 * type uses without one, its mail server. Stateless.
 */
final class TargetOrigins {

    private static final Pattern URL = Pattern.compile("(?i)https?://\\S+");

    /** Of types that go somewhere without being told. */
    private static final Map<String, String> DEFAULTS =
            Map.of(".pagerduty", "https://events.pagerduty.com", ".slack_api", "https://slack.com");

    private static final int SMTPS = 465;

    private TargetOrigins() {}

    /** A place that can be reached or not. */
    sealed interface Target {

        record Web(String url, TlsOptions tls) implements Target {
            /** Paths and parameters may be secret. */
            @Override
            public String toString() {
                return "Web";
            }
        }

        record Mail(String host, int port, boolean secure) implements Target {}
    }

    static List<Target> of(PreconfiguredConnector connector) {
        if (connector.actionTypeId().equals(".email")) {
            return mail(connector.config()).map(List::of).orElse(List.of());
        }
        Set<String> urls = new LinkedHashSet<>();
        collect(connector.config(), urls);
        collect(connector.secrets(), urls);
        String usual = DEFAULTS.get(connector.actionTypeId());
        if (urls.isEmpty() && usual != null) {
            urls.add(usual);
        }
        TlsOptions tls = tls(connector.config());
        List<Target> targets = new ArrayList<>();
        urls.forEach(url -> targets.add(new Target.Web(url, tls)));
        return targets;
    }

    private static void collect(JsonNode node, Set<String> urls) {
        if (node.isString() && URL.matcher(node.stringValue()).matches()) {
            urls.add(node.stringValue());
        }
        node.forEach(child -> collect(child, urls));
    }

    private static Optional<Target> mail(JsonNode config) {
        String service = config.path("service").stringValue("other");
        if (service.equals("exchange_server")) {
            String url =
                    config.path("oauthTokenUrl").stringValue("https://login.microsoftonline.com");
            return Optional.of(new Target.Web(url, TlsOptions.DEFAULT));
        }
        if (!service.equals("other")) {
            return MailServices.server(service).map(TargetOrigins::target);
        }
        if (!config.path("host").isString() || !config.path("port").isIntegralNumber()) {
            return Optional.empty();
        }
        int port = config.path("port").intValue();
        boolean secure = config.path("secure").booleanValue(port == SMTPS);
        return Optional.of(new Target.Mail(config.path("host").stringValue(), port, secure));
    }

    private static Target target(MailServer server) {
        return new Target.Mail(
                server.host(), server.port(), server.security() == MailServer.Security.IMPLICIT);
    }

    /** As the connector wishes; what it wishes wrongly shows at its first execution. */
    private static TlsOptions tls(JsonNode config) {
        Optional<VerificationMode> mode =
                switch (config.path("verificationMode").stringValue("").toLowerCase(Locale.ROOT)) {
                    case "none" -> Optional.of(VerificationMode.NONE);
                    case "certificate" -> Optional.of(VerificationMode.CERTIFICATE);
                    case "full" -> Optional.of(VerificationMode.FULL);
                    default -> Optional.empty();
                };
        Optional<byte[]> authorities = Optional.empty();
        String ca = config.path("ca").stringValue("");
        try {
            authorities =
                    ca.isEmpty() ? Optional.empty() : Optional.of(Base64.getDecoder().decode(ca));
        } catch (IllegalArgumentException _) {
            // No certificate, then.
        }
        return new TlsOptions(mode, authorities, Optional.empty());
    }
}
