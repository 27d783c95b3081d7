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
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Servers that hang, drip, flood, lie and leave: each call ends in time, and says what is known.
 */
class HostileMailServerIT {

    /** Where nothing ended a call it would last a minute; the exact times are not the point. */
    private static final Duration MOST = Duration.ofSeconds(30);

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
        MailFailure failure =
                failure(
                        command,
                        answer,
                        () ->
                                command.equals("greeting")
                                        ? new SmtpScript().greeting(answer)
                                        : new SmtpScript().answer(command, answer));
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
        MailFailure failure = failure(".", answer, () -> new SmtpScript().answer(".", answer));
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
                    Clock.system().sleep(Duration.ofSeconds(60));
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
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MOST);
            assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
            assertThat(failure.effect()).isEqualTo(Effect.NONE);
        }
    }

    @Test
    void aCancelledCallEndsAtOnce() {
        CancellationSource source = new CancellationSource();
        SmtpScript script = new SmtpScript().answer(".", "hang");
        try (Peer peer = Peer.of(script)) {
            MailCall call = Mails.call(peer.port(), Security.OFFERED);
            Thread.ofVirtual()
                    .start(() -> {
                        Until.holds("the message is there", () -> !script.messages.isEmpty());
                        LockSupport.parkNanos(300_000_000);
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

    /** Where the server is silent the times are short, otherwise they are not the end. */
    private static MailFailure failure(
            String command, String answer, Supplier<SmtpScript> scripts) {
        boolean silent = answer.equals("hang") || answer.equals("drip");
        for (int i = 0; ; i++) {
            SmtpScript script = scripts.get();
            try (Peer peer = Peer.of(script)) {
                MailCall call = Mails.call(peer.port(), Security.OFFERED);
                long start = System.nanoTime();
                MailFailure failure =
                        Mails.failure(
                                Nets.settings(), silent ? Mails.with(call, Mails.QUICK) : call);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MOST);
                // A machine that stalls is as silent as a server, and the dialogue ends before.
                if (!silent || cameTo(script, command) || i == 5) {
                    return failure;
                }
            }
        }
    }

    private static boolean cameTo(SmtpScript script, String command) {
        return switch (command) {
            case "greeting" -> true;
            case "." -> !script.messages.isEmpty();
            default -> script.commands.stream().anyMatch(line -> line.startsWith(command));
        };
    }
}
