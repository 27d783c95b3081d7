package dev.patchbay.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Reason;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

/** {@code .email} against a real mail server. */
class EmailSmtpTest {

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));

    @BeforeEach
    void start() {
        server.start();
        server.setUser("bob@example.com", "bob", "s3cret word");
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void theAnswerIsNodemailers() throws Exception {
        Outcome outcome = run("s3cret word").outcome();
        assertThat(outcome).isInstanceOf(Outcome.Ok.class);
        JsonNode data = ((Outcome.Ok) outcome).data().orElseThrow();
        assertThat(data.propertyNames())
                .containsExactly(
                        "accepted",
                        "rejected",
                        "ehlo",
                        "envelopeTime",
                        "messageTime",
                        "messageSize",
                        "response",
                        "envelope",
                        "messageId");
        assertThat(data.get("accepted").toString())
                .isEqualTo("[\"ann@example.com\",\"carl@example.com\"]");
        assertThat(data.get("rejected").toString()).isEqualTo("[]");
        assertThat(data.get("envelope").toString())
                .isEqualTo(
                        "{\"from\":\"bob@example.com\",\"to\":[\"ann@example.com\",\"carl@example.com\"]}");
        assertThat(server.getReceivedMessages()).hasSize(2);
        assertThat(server.getReceivedMessages()[0].getMessageID())
                .isEqualTo(data.get("messageId").asString());
        assertThat(server.getReceivedMessages()[0].getSubject()).isEqualTo("Disk full");
    }

    @Test
    void aWrongPasswordIsAnAuthenticationFailure() {
        Outcome.Failed failed = (Outcome.Failed) run("another word").outcome();
        assertThat(failed.reason()).isEqualTo(Reason.AUTHENTICATION);
        assertThat(failed.message()).isEqualTo("error sending email");
        assertThat(failed.serviceMessage().orElseThrow()).startsWith("Invalid login: 535");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    private Runs.Run run(String password) {
        try (Runs runs = new Runs(".email")) {
            return runs.run(
                    "{'host':'127.0.0.1','port':"
                            + server.getSmtp().getPort()
                            + ",'from':'bob@example.com'}",
                    "{'user':'bob','password':'" + password + "'}",
                    "{'to':['ann@example.com'],'bcc':['carl@example.com'],'subject':'Disk"
                            + " full','message':'disk is **full**'}");
        }
    }
}
