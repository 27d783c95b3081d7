package dev.patchbay.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import dev.patchbay.net.NetworkSettings.CustomHost;
import dev.patchbay.sdk.http.TlsOptions.VerificationMode;
import dev.patchbay.sdk.mail.MailAddress;
import dev.patchbay.sdk.mail.MailCall;
import dev.patchbay.sdk.mail.MailFailure;
import dev.patchbay.sdk.mail.MailLogin;
import dev.patchbay.sdk.mail.MailMessage;
import dev.patchbay.sdk.mail.MailSent;
import dev.patchbay.sdk.mail.MailServer.Security;
import dev.patchbay.sdk.mail.MailStage;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Reason;

import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** Messages against a real mail server, over TCP and over TLS from the start. */
class MailTest {

    private static final ServerSetup SMTP = new ServerSetup(0, "127.0.0.1", "smtp");
    private static final ServerSetup SMTPS = new ServerSetup(0, "127.0.0.1", "smtps");
    private static final GreenMail SERVER = new GreenMail(new ServerSetup[] {SMTP, SMTPS});

    @BeforeAll
    static void start() {
        SERVER.start();
        SERVER.setUser("bob@example.com", "bob", "s3cret word");
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @BeforeEach
    void empty() throws Exception {
        SERVER.purgeEmailFromAllMailboxes();
    }

    @Test
    void theMessageArrivesInBothForms() throws Exception {
        MailSent sent = Mails.sent(Nets.settings(), plain());
        assertThat(sent.accepted()).containsExactly("ann@example.com");
        assertThat(sent.refused()).isEmpty();
        assertThat(sent.response()).startsWith("250");
        assertThat(sent.messageSize()).isPositive();
        MimeMessage got = onlyMessage();
        assertThat(got.getSubject()).isEqualTo("Disk full");
        assertThat(got.getMessageID()).isEqualTo("<m1@example.com>");
        assertThat(got.getContentType()).startsWith("multipart/alternative");
        assertThat(part(got, 0)).isEqualTo("disk is full");
        assertThat(part(got, 1)).isEqualTo("<p>disk is full</p>");
        assertThat(got.getHeader("Reply-To")).isNull();
    }

    @Test
    void blindCopiesAreInTheEnvelopeOnly() throws Exception {
        MailMessage some = Mails.message("s", "t");
        MailMessage message =
                new MailMessage(
                        new MailAddress("Böb, the builder", "bob@example.com"),
                        List.of(new MailAddress("Ann", "ann@example.com")),
                        List.of(new MailAddress("", "carl@example.com")),
                        List.of(new MailAddress("", "dora@example.com")),
                        List.of(new MailAddress("", "answers@example.com")),
                        some.subject(),
                        some.text(),
                        some.html(),
                        some.messageId(),
                        some.date());
        MailSent sent = Mails.sent(Nets.settings(), Mails.with(plain(), message));
        assertThat(sent.accepted())
                .containsExactly("ann@example.com", "carl@example.com", "dora@example.com");
        MimeMessage[] all = SERVER.getReceivedMessages();
        assertThat(all).hasSize(3);
        for (MimeMessage got : all) {
            assertThat(got.getHeader("Bcc")).isNull();
            assertThat(got.getHeader("Cc", null)).isEqualTo("carl@example.com");
            assertThat(got.getHeader("Reply-To", null)).isEqualTo("answers@example.com");
            assertThat(got.getFrom()[0].toString()).contains("bob@example.com");
            assertThat(((jakarta.mail.internet.InternetAddress) got.getFrom()[0]).getPersonal())
                    .isEqualTo("Böb, the builder");
        }
    }

    @Test
    void eightBitLongLinesAndDotsArriveAsTheyWere() throws Exception {
        String text = "Grüße, 你好 🚀\n.\n..\n.dot\n" + "x".repeat(5000) + "\nend";
        Mails.sent(Nets.settings(), Mails.with(plain(), Mails.message("Übergröße 🚀", text)));
        MimeMessage got = onlyMessage();
        assertThat(got.getSubject()).isEqualTo("Übergröße 🚀");
        assertThat(part(got, 0).replace("\r\n", "\n")).isEqualTo(text);
    }

    @Test
    void asciiWithDotsAndBareReturnsCannotEndTheMessage() throws Exception {
        String text = "a\r\n.\r\nMAIL FROM:<x@y>\n.\nb\r.\rc";
        Mails.sent(Nets.settings(), Mails.with(plain(), Mails.message("s", text)));
        assertThat(part(onlyMessage(), 0).replace("\r\n", "\n"))
                .isEqualTo("a\n.\nMAIL FROM:<x@y>\n.\nb\n.\nc");
    }

    @Test
    void longSubjectsAreFolded() throws Exception {
        String subject = "word ".repeat(300) + "y".repeat(2000) + " =?UTF-8?Q?no_word?=";
        Mails.sent(Nets.settings(), Mails.with(plain(), Mails.message(subject, "t")));
        MimeMessage got = onlyMessage();
        assertThat(got.getSubject()).isEqualTo(subject);
        assertThat(got.getHeader("Subject", null).lines().mapToInt(String::length).max().orElse(0))
                .isLessThan(100);
    }

    @Test
    void plainAndLoginSignIn() {
        for (MailLogin.Kind kind : List.of(MailLogin.Kind.PLAIN, MailLogin.Kind.LOGIN)) {
            MailSent sent =
                    Mails.sent(
                            Nets.settings(),
                            Mails.with(plain(), Optional.of(kind), "bob", "s3cret word"));
            assertThat(sent.accepted()).hasSize(1);
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        for (MailLogin.Kind kind : List.of(MailLogin.Kind.PLAIN, MailLogin.Kind.LOGIN)) {
            MailFailure failure =
                    Mails.failure(
                            Nets.settings(),
                            Mails.with(plain(), Optional.of(kind), "bob", "wrong word"));
            assertThat(failure.reason()).isEqualTo(Reason.AUTHENTICATION);
            assertThat(failure.effect()).isEqualTo(Effect.NONE);
            assertThat(failure.stage()).isEqualTo(MailStage.LOGIN);
            assertThat(failure.text()).startsWith("Invalid login: 535");
            assertThat(failure.toString()).doesNotContain("wrong word");
        }
        assertThat(SERVER.getReceivedMessages()).isEmpty();
    }

    @Test
    void tlsFromTheStartChecksTheCertificate() {
        MailCall call = Mails.call(SERVER.getSmtps().getPort(), Security.IMPLICIT);
        MailFailure failure = Mails.failure(Nets.settings(), call);
        assertThat(failure.reason()).isEqualTo(Reason.TLS);
        assertThat(failure.stage()).isEqualTo(MailStage.TLS);
        assertThat(failure.effect()).isEqualTo(Effect.NONE);
        assertThat(SERVER.getReceivedMessages()).isEmpty();
        NetworkSettings lax =
                Nets.modes(Nets.settings(), VerificationMode.NONE, VerificationMode.FULL);
        assertThat(Mails.sent(lax, call).accepted()).hasSize(1);
    }

    @Test
    void anEntryOfTheHostOverridesTheMode() {
        int port = SERVER.getSmtps().getPort();
        CustomHost entry =
                new CustomHost(
                        "smtp://127.0.0.1:" + port,
                        Optional.of(VerificationMode.NONE),
                        Optional.empty(),
                        Optional.empty());
        MailCall call = Mails.call(port, Security.IMPLICIT);
        assertThat(Mails.sent(Nets.customHosts(Nets.settings(), entry), call).accepted())
                .hasSize(1);
    }

    private static MailCall plain() {
        return Mails.call(SERVER.getSmtp().getPort(), Security.OFFERED);
    }

    private static MimeMessage onlyMessage() {
        MimeMessage[] all = SERVER.getReceivedMessages();
        assertThat(all).hasSize(1);
        return all[0];
    }

    private static String part(MimeMessage message, int index) throws Exception {
        return (String) ((MimeMultipart) message.getContent()).getBodyPart(index).getContent();
    }
}
