package dev.patchbay.net;

import dev.patchbay.sdk.http.Cancellation;
import dev.patchbay.sdk.mail.MailAddress;
import dev.patchbay.sdk.mail.MailCall;
import dev.patchbay.sdk.mail.MailFailure;
import dev.patchbay.sdk.mail.MailLogin;
import dev.patchbay.sdk.mail.MailMessage;
import dev.patchbay.sdk.mail.MailResult;
import dev.patchbay.sdk.mail.MailSent;
import dev.patchbay.sdk.mail.MailServer;
import dev.patchbay.sdk.mail.MailServer.Security;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.secret.SecretValues;
import dev.patchbay.sdk.transport.AttemptTransports;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Mail calls for tests. */
final class Mails {

    static final MailCall.Times QUICK =
            new MailCall.Times(
                    Duration.ofSeconds(60), Duration.ofMillis(400), Duration.ofMillis(900));

    private Mails() {}

    static MailMessage message(String subject, String text) {
        return new MailMessage(
                new MailAddress("", "bob@example.com"),
                List.of(new MailAddress("", "ann@example.com")),
                List.of(),
                List.of(),
                List.of(),
                subject,
                text,
                "<p>" + text + "</p>",
                "<m1@example.com>",
                Instant.parse("2026-01-01T00:00:00Z"));
    }

    static MailCall call(int port, Security security) {
        return call("127.0.0.1", port, security);
    }

    static MailCall call(String host, int port, Security security) {
        MailMessage message = message("Disk full", "disk is full");
        return new MailCall(
                new MailServer(host, port, security),
                Optional.empty(),
                message,
                message.to(),
                new MailCall.Times(
                        Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(60)));
    }

    static MailCall with(MailCall call, MailMessage message) {
        List<MailAddress> all = new java.util.ArrayList<>(message.to());
        all.addAll(message.cc());
        all.addAll(message.bcc());
        return new MailCall(call.server(), call.login(), message, all, call.times());
    }

    static MailCall with(MailCall call, Optional<MailLogin.Kind> kind, String user, String word) {
        return new MailCall(
                call.server(),
                Optional.of(new MailLogin(user, new Secret(word), kind)),
                call.message(),
                call.envelope(),
                call.times());
    }

    static MailCall with(MailCall call, MailCall.Times times) {
        return new MailCall(call.server(), call.login(), call.message(), call.envelope(), times);
    }

    static MailResult send(NetworkSettings settings, MailCall call) {
        return send(settings, call, Cancellation.never());
    }

    static MailResult send(NetworkSettings settings, MailCall call, Cancellation cancellation) {
        SecretValues secrets = new SecretValues();
        call.login().ifPresent(login -> secrets.add(login.password().reveal()));
        try (Network network = Nets.network(settings);
                AttemptTransports attempt = network.open(Nets.scope(secrets, cancellation))) {
            return attempt.mail().send(call);
        }
    }

    static MailSent sent(NetworkSettings settings, MailCall call) {
        MailResult result = send(settings, call);
        if (result instanceof MailSent sent) {
            return sent;
        }
        throw new AssertionError("not sent: " + result);
    }

    static MailFailure failure(NetworkSettings settings, MailCall call) {
        MailResult result = send(settings, call);
        if (result instanceof MailFailure failure) {
            return failure;
        }
        throw new AssertionError("sent: " + result);
    }
}
