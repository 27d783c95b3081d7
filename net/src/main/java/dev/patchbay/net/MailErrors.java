package dev.patchbay.net;

import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.mail.MailFailure;
import dev.patchbay.sdk.mail.MailStage;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Reason;

import jakarta.mail.MessagingException;

import java.io.IOException;

import javax.net.ssl.SSLException;

/**
 * nodemailer's words for what goes wrong with a mail server, and the facts of ADR 2: only what
 * happens after the final dot leaves open whether the message was delivered. Stateless.
 */
final class MailErrors {

    private MailErrors() {}

    static MailFailure of(HttpFailure failure, MailStage stage) {
        return new MailFailure(failure.reason(), Effect.NONE, stage, failure.message());
    }

    static MailFailure nothingDone(Reason reason, String text) {
        return new MailFailure(reason, Effect.NONE, MailStage.CONNECT, text);
    }

    /** The connection is gone, or what came is no SMTP. */
    static MailFailure lost(SmtpConversation talk) {
        return new MailFailure(
                Reason.NETWORK,
                open(talk.stage()),
                talk.stage(),
                talk.answer().isEmpty() || talk.answer().equals("[EOF]")
                        ? "Connection closed unexpectedly"
                        : "Invalid response: " + talk.answer());
    }

    static MailFailure aborted(Exchange.Abort why, MailStage stage, boolean greeted) {
        return switch (why) {
            case CANCELLED -> new MailFailure(Reason.NETWORK, open(stage), stage, "canceled");
            case DEADLINE ->
                    new MailFailure(Reason.TIMEOUT, open(stage), stage, timeout(stage, greeted));
        };
    }

    private static String timeout(MailStage stage, boolean greeted) {
        if (greeted) {
            return "Timeout";
        }
        return stage == MailStage.GREETING ? "Greeting never received" : "Connection timeout";
    }

    static MailFailure of(MessagingException e, SmtpConversation talk) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof FailedException failed
                    && failed.result() instanceof HttpFailure failure) {
                return of(failure, talk.stage());
            }
            if (t instanceof SSLException ssl) {
                HttpFailure failure = TlsErrors.of(ssl, Effect.NONE);
                return new MailFailure(
                        Reason.TLS, open(talk.stage()), talk.stage(), failure.message());
            }
            if (t instanceof IOException) {
                return lost(talk, t);
            }
        }
        int code = talk.getLastReturnCode();
        if (talk.stage() == MailStage.GREETING && code == 250) {
            return new MailFailure(
                    Reason.TLS,
                    Effect.NONE,
                    MailStage.TLS,
                    "Error upgrading connection with STARTTLS: the server does not offer it");
        }
        // 2xx and 3xx where they make no sense are as good as no answer.
        return code < 400 || code > 599 ? lost(talk) : refused(talk, code);
    }

    private static MailFailure lost(SmtpConversation talk, Throwable why) {
        String text = String.valueOf(why.getMessage());
        return new MailFailure(
                Reason.NETWORK,
                open(talk.stage()),
                talk.stage(),
                text.contains("stop talking") ? text : "Connection closed unexpectedly");
    }

    private static MailFailure refused(SmtpConversation talk, int code) {
        Reason reason =
                switch (code) {
                    case 530, 534, 535, 538 -> Reason.AUTHENTICATION;
                    default -> code < 500 ? Reason.SERVER_ERROR : Reason.CLIENT_ERROR;
                };
        return new MailFailure(reason, Effect.NONE, talk.stage(), words(talk) + talk.answer());
    }

    private static String words(SmtpConversation talk) {
        return switch (talk.stage()) {
            case CONNECT, GREETING ->
                    talk.extensions().isEmpty()
                            ? "Invalid greeting. response="
                            : "Invalid HELO. response=";
            case TLS -> "Error upgrading connection with STARTTLS: ";
            case LOGIN -> "Invalid login: ";
            case ENVELOPE ->
                    talk.atRecipients()
                            ? "Can't send mail - all recipients were rejected: "
                            : "Mail command failed: ";
            case CONTENT -> "Data command failed: ";
            case RECEIPT -> "Message failed: ";
        };
    }

    private static Effect open(MailStage stage) {
        return stage == MailStage.RECEIPT ? Effect.UNKNOWN : Effect.NONE;
    }
}
