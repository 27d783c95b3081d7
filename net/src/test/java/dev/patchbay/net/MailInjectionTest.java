package dev.patchbay.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.mail.MailAddress;
import dev.patchbay.sdk.mail.MailCall;
import dev.patchbay.sdk.mail.MailMessage;
import dev.patchbay.sdk.mail.MailServer.Security;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

/** Whatever an address, a name, a subject or an id holds, no command and no header comes of it. */
class MailInjectionTest {

    private static final List<String> EVIL =
            List.of(
                    "%s\r\nBcc: evil@x.org",
                    "%s\nBcc: evil@x.org",
                    "%s\rBcc: evil@x.org",
                    "%s\r\n\r\nevil body",
                    "%s\r\nRCPT TO:<evil@x.org>",
                    "%s>\r\nRCPT TO:<evil@x.org>\r\nX:<",
                    "%s> SIZE=1 <evil@x.org",
                    "%s\u2028Bcc: evil@x.org",
                    "%s\u0085Bcc: evil@x.org",
                    "%s\u010a\u010dBcc: evil@x.org",
                    "%s\0Bcc: evil@x.org",
                    "%s\u000bBcc: evil@x.org",
                    "%s, evil@x.org",
                    "\"%s\r\n\"evil@x.org");

    @Test
    void nothingGoesThrough() {
        int attempts = 0;
        SmtpScript script = new SmtpScript().extension("SMTPUTF8");
        try (Peer peer = Peer.of(script);
                Network network = Nets.network(Nets.settings())) {
            for (String evil : EVIL) {
                for (int field = 0; field < 11; field++) {
                    MailMessage message = message(evil, field);
                    MailCall call = Mails.with(Mails.call(peer.port(), Security.OFFERED), message);
                    Nets.attempt(network).mail().send(call);
                    attempts++;
                }
            }
        }
        assertThat(attempts).isEqualTo(EVIL.size() * 11);
        // Subjects, names and ids are sent, on one line each; the evil addresses are not.
        assertThat(script.messages).hasSizeGreaterThanOrEqualTo(EVIL.size() * 6);
        assertThat(script.commands)
                .allMatch(line ->
                        line.matches(
                                "EHLO \\[127.0.0.1]|MAIL"
                                        + " FROM:<bob@example.com>( SMTPUTF8)?|RCPT"
                                        + " TO:<(ann|carl|dora)@example.com>|DATA|QUIT"));
        for (String message : script.messages) {
            String head = message.substring(0, message.indexOf("\r\n\r\n"));
            assertThat(head.lines())
                    .allMatch(line ->
                            line.startsWith(" ")
                                    || line.startsWith("\t")
                                    || line.matches(
                                            "(From|To|Cc|Reply-To|Subject|Date|Message-ID"
                                                    + "|MIME-Version|Content-Type): .*"));
            assertThat(head.lines().filter(line -> line.startsWith("Bcc"))).isEmpty();
        }
    }

    private static MailMessage message(String evil, int field) {
        return new MailMessage(
                new MailAddress(at(field, 0, evil, "Bob"), at(field, 1, evil, "bob@example.com")),
                List.of(
                        new MailAddress(
                                at(field, 2, evil, "Ann"), at(field, 3, evil, "ann@example.com"))),
                List.of(
                        new MailAddress(
                                at(field, 4, evil, "Carl"),
                                at(field, 5, evil, "carl@example.com"))),
                List.of(new MailAddress("", at(field, 6, evil, "dora@example.com"))),
                List.of(
                        new MailAddress(
                                at(field, 7, evil, "Answers"),
                                at(field, 8, evil, "answers@example.com"))),
                at(field, 9, evil, "Subject"),
                "text",
                "<p>text</p>",
                at(field, 10, evil, "<id@example.com>"),
                Instant.parse("2026-01-01T00:00:00Z"));
    }

    private static String at(int field, int here, String evil, String good) {
        return field == here ? evil.formatted(good) : good;
    }
}
