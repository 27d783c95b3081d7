package dev.patchbay.net;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import dev.patchbay.sdk.mail.MailSent;
import dev.patchbay.sdk.mail.MailServer.Security;

import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.junit.jupiter.api.Test;

/** A message of twenty megabytes to a real mail server. */
class LargeMailIT {

    @Test
    void aBigBodyArrivesWhole() throws Exception {
        GreenMail server =
                new GreenMail(new ServerSetup[] {new ServerSetup(0, "127.0.0.1", "smtp")});
        server.start();
        try {
            String text = ("0123456789abcdef".repeat(4) + "\n").repeat(160_000);
            MailSent sent =
                    Mails.sent(
                            Nets.settings(),
                            Mails.with(
                                    Mails.call(server.getSmtp().getPort(), Security.OFFERED),
                                    Mails.message("s", text)));

            assertThat(sent.messageSize()).isGreaterThan(20_000_000);
            MimeMessage[] all = server.getReceivedMessages();
            assertThat(all).hasSize(1);
            MimeMultipart parts = (MimeMultipart) all[0].getContent();
            assertThat(((String) parts.getBodyPart(0).getContent()).replace("\r\n", "\n"))
                    .isEqualTo(text);
        } finally {
            server.stop();
        }
    }
}
