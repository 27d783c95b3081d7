package dev.patchbay.connectors.messaging.email;

import dev.patchbay.sdk.mail.MailLogin;
import dev.patchbay.sdk.mail.MailServer;
import dev.patchbay.sdk.mail.MailServer.Security;

import java.util.Optional;

/**
 * The server that a config means (contract/connectors-messaging-webhook.md, section 2.6).
 *
 * @param login the way to sign in where only one works
 */
record MailRoute(MailServer server, Optional<MailLogin.Kind> login) {

    private static final int SMTPS = 465;
    private static final MailServer ELASTIC_CLOUD =
            new MailServer("dockerhost", 10_025, Security.OFFERED);

    /** The route; empty when host or port is missing, or nobody knows the service. */
    static Optional<MailRoute> of(EmailConfig config, MailSettings settings) {
        return switch (config.service()) {
            case EmailConfig.OTHER ->
                    config.host()
                            .flatMap(host ->
                                    config.port()
                                            .map(port ->
                                                    new MailRoute(
                                                            server(config, host, port.intValue()),
                                                            Optional.empty())));
            case EmailConfig.ELASTIC_CLOUD ->
                    Optional.of(new MailRoute(ELASTIC_CLOUD, Optional.empty()));
            case EmailConfig.SES ->
                    settings.ses()
                            .map(ses ->
                                    new MailRoute(
                                            new MailServer(
                                                    ses.host(), ses.port(), Security.IMPLICIT),
                                            Optional.empty()))
                            .or(() -> wellKnown(config));
            default -> wellKnown(config);
        };
    }

    private static Optional<MailRoute> wellKnown(EmailConfig config) {
        return MailServices.find(config.service())
                .map(service -> new MailRoute(service.server(), service.login()));
    }

    private static MailServer server(EmailConfig config, String host, int port) {
        boolean implicit = config.secure().orElse(port == SMTPS);
        return new MailServer(host, port, implicit ? Security.IMPLICIT : Security.OFFERED);
    }
}
