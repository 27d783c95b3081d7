package dev.patchbay.server;

import dev.patchbay.connectors.messaging.email.MailServices;
import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.http.TlsOptions.VerificationMode;
import dev.patchbay.sdk.mail.MailServer;
import dev.patchbay.sdk.mail.MailServer.Security;
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

        /**
         * A mail server.
         *
         * @param signsIn whether the connector has a user and a password for it
         */
        record Mail(MailServer server, boolean signsIn) implements Target {}
    }

    /**
     * Where a connector goes.
     *
     * @param ses host and port of the setting {@code email.services.ses}
     */
    static List<Target> of(PreconfiguredConnector connector, Optional<JsonNode> ses) {
        if (connector.actionTypeId().equals(".email")) {
            return mail(connector, ses).map(List::of).orElse(List.of());
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

    private static Optional<Target> mail(PreconfiguredConnector connector, Optional<JsonNode> ses) {
        JsonNode config = connector.config();
        if (config.path("service").stringValue("").equals("exchange_server")) {
            String url =
                    config.path("oauthTokenUrl").stringValue("https://login.microsoftonline.com");
            return Optional.of(new Target.Web(url, TlsOptions.DEFAULT));
        }
        boolean signsIn =
                config.path("hasAuth").booleanValue(true)
                        && connector.secrets().path("user").isString()
                        && connector.secrets().path("password").isString();
        return server(config, ses).map(server -> new Target.Mail(server, signsIn));
    }

    private static Optional<MailServer> server(JsonNode config, Optional<JsonNode> ses) {
        return switch (config.path("service").stringValue("other")) {
            case "other" ->
                    config.path("host").isString() && config.path("port").isIntegralNumber()
                            ? Optional.of(
                                    server(
                                            config,
                                            config.path("secure")
                                                    .booleanValue(
                                                            config.path("port").intValue()
                                                                    == SMTPS)))
                            : Optional.empty();
            case "ses" -> ses.map(own -> server(own, true)).or(() -> MailServices.server("ses"));
            case String service -> MailServices.server(service);
        };
    }

    private static MailServer server(JsonNode named, boolean implicit) {
        return new MailServer(
                named.path("host").stringValue(""),
                named.path("port").intValue(),
                implicit ? Security.IMPLICIT : Security.OFFERED);
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
