package dev.patchbay.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.net.NetworkSettings.CustomHost;
import dev.patchbay.sdk.http.TlsOptions.VerificationMode;
import dev.patchbay.sdk.mail.MailAddress;
import dev.patchbay.sdk.mail.MailCall;
import dev.patchbay.sdk.mail.MailFailure;
import dev.patchbay.sdk.mail.MailLogin.Kind;
import dev.patchbay.sdk.mail.MailMessage;
import dev.patchbay.sdk.mail.MailSent;
import dev.patchbay.sdk.mail.MailServer.Security;
import dev.patchbay.sdk.mail.MailStage;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Reason;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What is said to a mail server, and what is made of its answers. */
class MailDialogueTest {

    private static final Optional<Kind> ANY = Optional.empty();

    @Test
    void theFirstWayToSignInThatIsOfferedIsTaken() {
        assertThat(login("AUTH XOAUTH2 CRAM-MD5 LOGIN PLAIN"))
                .contains("AUTH PLAIN " + base64("\0bob\0s3cret word"));
        assertThat(login("AUTH CRAM-MD5 LOGIN")).contains("AUTH LOGIN", base64("bob"));
        assertThat(login("AUTH XOAUTH2"))
                .contains("AUTH XOAUTH2 " + base64("user=bob\1auth=Bearer s3cret word\1\1"));
    }

    @Test
    void cramMd5AnswersTheChallengeOfTheStandard() {
        // RFC 2195, section 2.
        SmtpScript script =
                new SmtpScript()
                        .extension("AUTH CRAM-MD5")
                        .answer(
                                "AUTH CRAM-MD5",
                                "334 " + base64("<1896.697170952@postoffice.reston.mci.net>"))
                        .answer(base64("tim b913a602c7eda7a495b4e6e7334d3890"), "235 welcome");
        MailSent sent = sent(script, call -> Mails.with(call, ANY, "tim", "tanstaaftanstaaf"));
        assertThat(sent.accepted()).hasSize(1);
    }

    @Test
    void aChallengeThatIsNoBase64IsAFailure() {
        SmtpScript script =
                new SmtpScript().extension("AUTH CRAM-MD5").answer("AUTH CRAM-MD5", "334 =");
        MailFailure failure = failure(script, call -> Mails.with(call, ANY, "tim", "s3cret word"));
        assertThat(failure.effect()).isEqualTo(Effect.NONE);
        assertThat(script.messages).isEmpty();
    }

    @Test
    void aServerThatTakesNobodysLoginIsSpokenToWithout() {
        SmtpScript script = new SmtpScript();
        sent(script, call -> Mails.with(call, ANY, "bob", "s3cret word"));
        assertThat(script.commands).noneMatch(line -> line.startsWith("AUTH"));
    }

    @Test
    void aServerThatRepeatsThePasswordDoesNotMakeItKnown() {
        SmtpScript script =
                new SmtpScript()
                        .extension("AUTH PLAIN")
                        .answer("AUTH", "535 no: s3cret word " + base64("s3cret word"));
        MailFailure failure = failure(script, call -> Mails.with(call, ANY, "bob", "s3cret word"));
        assertThat(failure.text())
                .startsWith("Invalid login: 535 no: [redacted]")
                .doesNotContain("s3cret word")
                .doesNotContain(base64("s3cret word"));
    }

    @Test
    void refusalsSayAtWhichStepAndNothingIsDone() {
        assertThat(failure(new SmtpScript().greeting("554 go away"), call -> call))
                .isEqualTo(
                        failed(
                                Reason.CLIENT_ERROR,
                                MailStage.GREETING,
                                "Invalid greeting. response=554 go away"));
        assertThat(failure(new SmtpScript().greeting("421 too many"), call -> call))
                .isEqualTo(
                        failed(
                                Reason.SERVER_ERROR,
                                MailStage.GREETING,
                                "Invalid greeting. response=421 too many"));
        assertThat(failure(new SmtpScript().answer("MAIL", "550 5.7.1 no"), call -> call))
                .isEqualTo(
                        failed(
                                Reason.CLIENT_ERROR,
                                MailStage.ENVELOPE,
                                "Mail command failed: 550 5.7.1 no"));
        assertThat(failure(new SmtpScript().answer("MAIL", "530 login first"), call -> call))
                .isEqualTo(
                        failed(
                                Reason.AUTHENTICATION,
                                MailStage.ENVELOPE,
                                "Mail command failed: 530 login first"));
        assertThat(failure(new SmtpScript().answer("RCPT", "550 5.1.1 who?"), call -> call))
                .isEqualTo(
                        failed(
                                Reason.CLIENT_ERROR,
                                MailStage.ENVELOPE,
                                "Can't send mail - all recipients were rejected: 550 5.1.1"
                                        + " who?"));
        assertThat(failure(new SmtpScript().answer("RCPT", "451 greylisted"), call -> call))
                .isEqualTo(
                        failed(
                                Reason.SERVER_ERROR,
                                MailStage.ENVELOPE,
                                "Can't send mail - all recipients were rejected: 451"
                                        + " greylisted"));
        assertThat(failure(new SmtpScript().answer("DATA", "452 full"), call -> call))
                .isEqualTo(
                        failed(
                                Reason.SERVER_ERROR,
                                MailStage.CONTENT,
                                "Data command failed: 452 full"));
        assertThat(failure(new SmtpScript().answer(".", "554 spam"), call -> call))
                .isEqualTo(
                        failed(Reason.CLIENT_ERROR, MailStage.RECEIPT, "Message failed: 554 spam"));
        assertThat(failure(new SmtpScript().answer(".", "552 too big"), call -> call).effect())
                .isEqualTo(Effect.NONE);
    }

    @Test
    void someRecipientsRefusedIsASuccessThatSaysWho() {
        SmtpScript script =
                new SmtpScript()
                        .answer("RCPT TO:<carl@", "550 5.1.1 who?")
                        .answer("RCPT TO:<dora@", "450 4.2.0 later");
        MailSent sent =
                sent(script, call -> Mails.with(call, to("ann@x.org", "carl@x.org", "dora@x.org")));
        assertThat(sent.accepted()).containsExactly("ann@x.org");
        assertThat(sent.refused())
                .containsExactly(
                        new MailSent.Refused("carl@x.org", false, "550 5.1.1 who?"),
                        new MailSent.Refused("dora@x.org", true, "450 4.2.0 later"));
        assertThat(sent.response()).isEqualTo("250 2.0.0 Ok: queued as 4711");
        assertThat(script.messages).hasSize(1);
    }

    @Test
    void startTlsIsUsedWhenOfferedAndTakesAnyCertificateWithoutALogin() {
        SmtpScript script = new SmtpScript().startTls(Certificates.SELF_SIGNED);
        sent(script, call -> call);
        assertThat(script.encrypted).isTrue();
    }

    @Test
    void startTlsBeforeAPasswordChecksTheCertificate() {
        SmtpScript script =
                new SmtpScript().startTls(Certificates.SELF_SIGNED).extension("AUTH PLAIN");
        MailFailure failure = failure(script, call -> Mails.with(call, ANY, "bob", "s3cret word"));
        assertThat(failure).isEqualTo(failed(Reason.TLS, MailStage.TLS, "self-signed certificate"));
        assertThat(script.commands).noneMatch(line -> line.startsWith("AUTH"));
    }

    @Test
    void startTlsWithTheAuthorityOfTheHostsEntry() {
        SmtpScript script = new SmtpScript().startTls(Certificates.GOOD).extension("AUTH PLAIN");
        script.answer("AUTH", "235 welcome");
        try (Peer peer = Peer.of(script)) {
            CustomHost entry =
                    new CustomHost(
                            "smtp://127.0.0.1:" + peer.port(),
                            Optional.of(VerificationMode.FULL),
                            Optional.of(
                                    new String(
                                            Certificates.AUTHORITY.certificatePem(),
                                            StandardCharsets.UTF_8)),
                            Optional.empty());
            MailCall call =
                    Mails.with(
                            Mails.call(peer.port(), Security.OFFERED), ANY, "bob", "s3cret word");
            assertThat(Mails.failure(Nets.settings(), call).reason()).isEqualTo(Reason.TLS);
            Mails.sent(Nets.customHosts(Nets.settings(), entry), call);
        }
        assertThat(script.encrypted).isTrue();
    }

    @Test
    void theHostsEntryDecidesWhetherStartTlsIsUsed() {
        SmtpScript offering = new SmtpScript().startTls(Certificates.SELF_SIGNED);
        assertThat(withSmtp(offering, new CustomHost.Smtp(true, false)))
                .isInstanceOf(MailSent.class);
        assertThat(offering.encrypted).isFalse();
        SmtpScript without = new SmtpScript();
        assertThat(withSmtp(without, new CustomHost.Smtp(false, true)))
                .isEqualTo(
                        failed(
                                Reason.TLS,
                                MailStage.TLS,
                                "Error upgrading connection with STARTTLS: the server does not"
                                        + " offer it"));
        assertThat(without.messages).isEmpty();
        SmtpScript refusing = new SmtpScript().extension("STARTTLS").answer("STARTTLS", "454 no");
        assertThat(withSmtp(refusing, new CustomHost.Smtp(false, true)))
                .isEqualTo(
                        failed(
                                Reason.SERVER_ERROR,
                                MailStage.TLS,
                                "Error upgrading connection with STARTTLS: 454 no"));
    }

    @Test
    void whatIsSaidInTheClearBeforeTlsIsNotReadAfterIt() {
        SmtpScript script =
                new SmtpScript()
                        .startTls(Certificates.GOOD)
                        .extension("AUTH PLAIN")
                        .answer("STARTTLS", "220 go ahead\r\n250 injected\r\n235 injected");
        MailFailure failure = failure(script, call -> call);
        assertThat(failure.reason()).isIn(Reason.TLS, Reason.NETWORK);
        assertThat(script.messages).isEmpty();
    }

    @Test
    void theProxyIsAskedForATunnelAndTheGuardForTheHost() {
        SmtpScript script = new SmtpScript();
        try (Peer peer = Peer.of(script);
                ProxyServer proxy = ProxyServer.plain()) {
            NetworkSettings settings =
                    Nets.proxy(
                            Nets.settings(),
                            proxy.url(),
                            java.util.Map.of("Proxy-Authorization", "Basic eDp5"));
            Mails.sent(settings, Mails.call("mail.test", peer.port(), Security.OFFERED));
            assertThat(proxy.requests())
                    .singleElement()
                    .asString()
                    .startsWith("CONNECT mail.test:" + peer.port() + " HTTP/1.1\r\n")
                    .contains("Proxy-Authorization: Basic eDp5");
            MailFailure metadata =
                    Mails.failure(settings, Mails.call("169.254.169.254", 25, Security.OFFERED));
            assertThat(metadata.reason()).isEqualTo(Reason.BLOCKED);
        }
        try (ProxyServer proxy =
                ProxyServer.answering("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")) {
            MailFailure failure =
                    Mails.failure(
                            Nets.proxy(Nets.settings(), proxy.url(), java.util.Map.of()),
                            Mails.call("mail.test", 25, Security.OFFERED));
            assertThat(failure)
                    .isEqualTo(
                            failed(
                                    Reason.AUTHENTICATION,
                                    MailStage.CONNECT,
                                    "Invalid response from proxy: 407"));
        }
    }

    @Test
    void hostsThatAreNotAllowedOrGuardedAreNotConnectedTo() {
        SmtpScript script = new SmtpScript();
        try (Peer peer = Peer.of(script)) {
            MailCall call = Mails.call(peer.port(), Security.OFFERED);
            assertThat(Mails.failure(Nets.hosts(Nets.settings(), "smtp.example.com"), call))
                    .isEqualTo(
                            failed(
                                    Reason.BLOCKED,
                                    MailStage.CONNECT,
                                    "target hostname \"127.0.0.1\" is not added to the Kibana"
                                            + " config xpack.actions.allowedHosts"));
            assertThat(Mails.failure(Nets.guard(Nets.settings(), true), call).reason())
                    .isEqualTo(Reason.BLOCKED);
            assertThat(peer.connections()).isZero();
        }
    }

    @Test
    void nobodyListens() throws Exception {
        try (DeafPort deaf = DeafPort.take()) {
            assertThat(Mails.failure(Nets.settings(), Mails.call(deaf.number(), Security.OFFERED)))
                    .isEqualTo(
                            failed(
                                    Reason.NETWORK,
                                    MailStage.CONNECT,
                                    "connect ECONNREFUSED 127.0.0.1:" + deaf.number()));
        }
        assertThat(
                        Mails.failure(
                                        Nets.settings(),
                                        Mails.call("no.invalid", 25, Security.OFFERED))
                                .text())
                .startsWith("getaddrinfo E");
    }

    private static Object withSmtp(SmtpScript script, CustomHost.Smtp wishes) {
        try (Peer peer = Peer.of(script)) {
            CustomHost entry =
                    new CustomHost(
                            "smtp://127.0.0.1:" + peer.port(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(wishes));
            return Mails.send(
                    Nets.customHosts(Nets.settings(), entry),
                    Mails.call(peer.port(), Security.OFFERED));
        }
    }

    private static List<String> login(String extension) {
        SmtpScript script =
                new SmtpScript()
                        .extension(extension)
                        .answer("AUTH PLAIN", "235 welcome")
                        .answer("AUTH XOAUTH2", "235 welcome")
                        .answer("AUTH LOGIN", "334 VXNlcm5hbWU6")
                        .answer(base64("bob"), "334 UGFzc3dvcmQ6")
                        .answer(base64("s3cret word"), "235 welcome");
        sent(script, call -> Mails.with(call, ANY, "bob", "s3cret word"));
        return script.commands;
    }

    private static MailMessage to(String... addresses) {
        MailMessage some = Mails.message("s", "t");
        return new MailMessage(
                some.from(),
                java.util.Arrays.stream(addresses).map(one -> new MailAddress("", one)).toList(),
                List.of(),
                List.of(),
                List.of(),
                some.subject(),
                some.text(),
                some.html(),
                some.messageId(),
                some.date());
    }

    private static MailSent sent(
            SmtpScript script, java.util.function.UnaryOperator<MailCall> shape) {
        try (Peer peer = Peer.of(script)) {
            return Mails.sent(
                    Nets.settings(), shape.apply(Mails.call(peer.port(), Security.OFFERED)));
        }
    }

    private static MailFailure failure(
            SmtpScript script, java.util.function.UnaryOperator<MailCall> shape) {
        try (Peer peer = Peer.of(script)) {
            return Mails.failure(
                    Nets.settings(), shape.apply(Mails.call(peer.port(), Security.OFFERED)));
        }
    }

    private static MailFailure failed(Reason reason, MailStage stage, String text) {
        return new MailFailure(reason, Effect.NONE, stage, text);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
