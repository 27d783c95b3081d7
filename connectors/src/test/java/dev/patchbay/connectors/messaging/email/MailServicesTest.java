package dev.patchbay.connectors.messaging.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.mail.MailLogin;
import dev.patchbay.sdk.mail.MailServer.Security;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** nodemailer's table, by key, alias and domain. */
class MailServicesTest {

    @ParameterizedTest
    @CsvSource({
        "gmail, smtp.gmail.com, 465, IMPLICIT",
        "Google Mail, smtp.gmail.com, 465, IMPLICIT",
        "somebody@googlemail.com, smtp.gmail.com, 465, IMPLICIT",
        "outlook365, smtp.office365.com, 587, OFFERED",
        "ses, email-smtp.us-east-1.amazonaws.com, 465, IMPLICIT",
        "ses-eu-west-1, email-smtp.eu-west-1.amazonaws.com, 465, IMPLICIT",
        "SES-US-GOV-WEST-1, email-smtp.us-gov-west-1.amazonaws.com, 465, IMPLICIT",
        "hot.ee, mail.hot.ee, 587, OFFERED",
        "Bluewin, smtpauths.bluewin.ch, 465, IMPLICIT",
        "disroot.org, smtp.disroot.org, 587, IMPLICIT",
        "BOL, smtp.bol.com.br, 587, REQUIRED",
        "Elastic Email, smtp.elasticemail.com, 465, IMPLICIT",
        "Mailcatch.app, sandbox-smtp.mailcatch.app, 2525, OFFERED",
        "126, smtp.126.com, 465, IMPLICIT",
    })
    void serversAreFound(String name, String host, int port, Security security) {
        assertThat(MailServices.find(name).orElseThrow().server())
                .isEqualTo(new dev.patchbay.sdk.mail.MailServer(host, port, security));
    }

    @ParameterizedTest
    @CsvSource({"Zoho, true", "1und1, true", "Aruba PEC, true", "gmail, false"})
    void someTakeOneWayToSignInOnly(String name, boolean login) {
        assertThat(MailServices.find(name).orElseThrow().login().isPresent()).isEqualTo(login);
        assertThat(MailServices.find(name).orElseThrow().login())
                .isIn(java.util.Optional.empty(), java.util.Optional.of(MailLogin.Kind.LOGIN));
    }

    @ParameterizedTest
    @CsvSource({"maildev", "pigeon", "''", "ses-mars-1", "@"})
    void othersAreNot(String name) {
        assertThat(MailServices.find(name)).isEmpty();
    }
}
