package dev.patchbay.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.http.CancellationSource;
import dev.patchbay.sdk.mail.MailCall;
import dev.patchbay.sdk.mail.MailFailure;
import dev.patchbay.sdk.mail.MailResult;
import dev.patchbay.sdk.mail.MailServer.Security;
import dev.patchbay.sdk.mail.MailStage;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.time.Clock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

/**
 * Servers that hang, drip, flood, lie and leave: each call ends in time, and says what is known.
 */
class HostileMailServerIT {

    private static final Duration MOST = Duration.ofMillis(2500);

    @ParameterizedTest
    @CsvSource({
        "greeting, hang, GREETING, Greeting never received",
        "greeting, drip, GREETING, Greeting never received",
        "greeting, close, GREETING, Connection closed unexpectedly",
        "greeting, flood, GREETING, the server does not stop talking",
        "greeting, HTTP/1.1 200 OK, GREETING, Invalid response: HTTP/1.1 200 OK",
        "EHLO, hang, GREETING, Timeout",
        "EHLO, drip, GREETING, Timeout",
        "EHLO, close, GREETING, Connection closed unexpectedly",
        "EHLO, flood, GREETING, the server does not stop talking",
        "MAIL, hang, ENVELOPE, Timeout",
        "MAIL, close, ENVELOPE, Connection closed unexpectedly",
        "MAIL, 354 go on, ENVELOPE, Invalid response: 354 go on",
        "RCPT, hang, ENVELOPE, Timeout",
        "RCPT, close, ENVELOPE, Connection closed unexpectedly",
        "DATA, hang, CONTENT, Timeout",
        "DATA, close, CONTENT, Connection closed unexpectedly",
        "DATA, 250 ok, CONTENT, Invalid response: 250 ok",
    })
    void beforeTheFinalDotNothingIsDone(
            String command, String answer, MailStage stage, String text) {
        SmtpScript script = new SmtpScript();
        MailFailure failure =
                failure(
                        command.equals("greeting")
                                ? script.greeting(answer)
                                : script.answer(command, answer));
        assertThat(failure.effect()).isEqualTo(Effect.NONE);
        assertThat(failure.stage()).isEqualTo(stage);
        assertThat(failure.text()).isEqualTo(text);
        assertThat(failure.reason()).isIn(Reason.NETWORK, Reason.TIMEOUT);
    }

    @ParameterizedTest
    @CsvSource({
        "hang, TIMEOUT, Timeout",
        "drip, TIMEOUT, Timeout",
        "close, NETWORK, Connection closed unexpectedly",
        "flood, NETWORK, the server does not stop talking",
        "354 what, NETWORK, Invalid response: 354 what",
        "nonsense, NETWORK, Invalid response: nonsense",
    })
    void afterTheFinalDotNobodyKnows(String answer, Reason reason, String text) {
        MailFailure failure = failure(new SmtpScript().answer(".", answer));
        assertThat(failure)
                .isEqualTo(new MailFailure(reason, Effect.UNKNOWN, MailStage.RECEIPT, text));
    }

    @Test
    void aServerThatLeavesInsideTheMessageHasNotTakenIt() {
        try (Peer peer =
                Peer.of(talk -> {
                    talk.say("220 hi\r\n");
                    for (int i = 0; i < 4; i++) {
                        line(talk);
                        talk.say(i < 3 ? "250 ok\r\n" : "354 go on\r\n");
                    }
                    talk.reset();
                })) {
            MailCall call =
                    Mails.with(
                            Mails.call(peer.port(), Security.OFFERED),
                            Mails.message("s", "x\n".repeat(5_000_000)));
            MailFailure failure = Mails.failure(Nets.settings(), call);
            assertThat(failure.effect()).isEqualTo(Effect.NONE);
            assertThat(failure.stage()).isEqualTo(MailStage.CONTENT);
        }
    }

    @Test
    void aServerThatDoesNotReadIsLeft() {
        try (Peer peer =
                Peer.of(talk -> {
                    talk.say("220 hi\r\n");
                    for (int i = 0; i < 4; i++) {
                        line(talk);
                        talk.say(i < 3 ? "250 ok\r\n" : "354 go on\r\n");
                    }
                    Clock.system().sleep(Duration.ofSeconds(10));
                })) {
            MailCall call =
                    Mails.with(
                            Mails.with(
                                    Mails.call(peer.port(), Security.OFFERED),
                                    Mails.message("s", "x\n".repeat(8_000_000))),
                            new MailCall.Times(
                                    Duration.ofSeconds(1),
                                    Duration.ofSeconds(1),
                                    Duration.ofMillis(1500)));
            long start = System.nanoTime();
            MailFailure failure = Mails.failure(Nets.settings(), call);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(MOST.multipliedBy(2));
            assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(failure.effect()).isEqualTo(Effect.NONE);
        }
    }

    @Test
    void aCancelledCallEndsAtOnce() {
        CancellationSource source = new CancellationSource();
        try (Peer peer = Peer.of(new SmtpScript().answer(".", "hang"))) {
            MailCall call = Mails.call(peer.port(), Security.OFFERED);
            Thread.ofVirtual()
                    .start(() -> {
                        java.util.concurrent.locks.LockSupport.parkNanos(500_000_000);
                        source.cancel();
                    });
            long start = System.nanoTime();
            MailResult result = Mails.send(Nets.settings(), call, source);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MOST);
            assertThat(result)
                    .isEqualTo(
                            new MailFailure(
                                    Reason.NETWORK, Effect.UNKNOWN, MailStage.RECEIPT, "canceled"));
        }
    }

    private static void line(Peer.Conversation talk) throws java.io.IOException {
        int b = talk.in().read();
        while (b >= 0 && b != '\n') {
            b = talk.in().read();
        }
    }

    private static MailFailure failure(SmtpScript script) {
        try (Peer peer = Peer.of(script)) {
            long start = System.nanoTime();
            MailFailure failure =
                    Mails.failure(
                            Nets.settings(),
                            Mails.with(Mails.call(peer.port(), Security.OFFERED), Mails.QUICK));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MOST);
            return failure;
        }
    }
}
