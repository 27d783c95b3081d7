package dev.patchbay.net;

import dev.patchbay.sdk.mail.MailCall;
import dev.patchbay.sdk.mail.MailFailure;
import dev.patchbay.sdk.mail.MailResult;
import dev.patchbay.sdk.mail.MailSent;
import dev.patchbay.sdk.mail.MailSent.Refused;
import dev.patchbay.sdk.mail.MailServer.Security;
import dev.patchbay.sdk.mail.MailStage;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.time.Clock;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;

import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.LongConsumer;

/** One message over one open connection. For one call. */
final class MailSession {

    /** nodemailer's, of a client without a name of its own. */
    private static final String OUR_NAME = "[127.0.0.1]";

    private static final int TAKEN = 250;
    private static final int PERMANENT = 500;

    private final Clock clock;
    private final LongConsumer sent;

    MailSession(Clock clock, LongConsumer sent) {
        this.clock = clock;
        this.sent = sent;
    }

    /** What became of the first words. */
    sealed interface Hello {

        /**
         * The server takes a login or a message next.
         *
         * @param startTls whether STARTTLS was spoken
         */
        record Heard(boolean startTls) implements Hello {}

        /** It does not. */
        record Unheard(MailFailure failure) implements Hello {}
    }

    /** Says all that comes before a login, then {@code QUIT}. */
    Hello hello(MailRoad.Open road, Dialer.Wire wire, MailDeadlines deadlines) throws IOException {
        boolean[] greeted = new boolean[1];
        SmtpConversation talk =
                new SmtpConversation(
                        Session.getInstance(properties(road, false)),
                        clock,
                        () -> greeted[0] = true,
                        sent);
        try {
            talk.connect(new MailSocket(wire.top(), road.url()));
            goodbye(talk);
            return new Hello.Heard(talk.startedTls());
        } catch (MessagingException e) {
            return new Hello.Unheard(abort(MailErrors.of(e, talk), talk, deadlines, greeted[0]));
        }
    }

    MailResult run(MailCall call, MailRoad.Open road, Dialer.Wire wire, MailDeadlines deadlines)
            throws IOException {
        boolean[] greeted = new boolean[1];
        boolean international = MailEnvelope.international(call);
        Session session = Session.getInstance(properties(road, international));
        SmtpConversation talk =
                new SmtpConversation(
                        session,
                        clock,
                        () -> {
                            deadlines.next(call.times().whole(), wire.channel());
                            greeted[0] = true;
                        },
                        sent);
        MailSocket socket = new MailSocket(wire.top(), road.url());
        try {
            talk.connect(socket);
            if (call.login().isPresent()) {
                Optional<MailFailure> refused = new SmtpLogin(talk, call.login().get()).run();
                if (refused.isPresent()) {
                    return abort(refused.get(), talk, deadlines, greeted[0]);
                }
            }
            if (international && !talk.supportsExtension("SMTPUTF8")) {
                return new MailFailure(
                        Reason.CLIENT_ERROR,
                        Effect.NONE,
                        MailStage.ENVELOPE,
                        "Internationalized mailbox name not allowed");
            }
            MailEnvelope envelope = MailEnvelope.of(call);
            MailResult result = send(talk, session, call, envelope);
            if (result instanceof MailSent) {
                goodbye(talk);
                return result;
            }
            return abort((MailFailure) result, talk, deadlines, greeted[0]);
        } catch (MessagingException e) {
            return abort(MailErrors.of(e, talk), talk, deadlines, greeted[0]);
        }
    }

    /** A call that was given up failed for that reason, whatever it looked like from inside. */
    private static MailFailure abort(
            MailFailure failure, SmtpConversation talk, MailDeadlines deadlines, boolean greeted) {
        Exchange.Abort abort = deadlines.aborted();
        boolean answered = talk.getLastReturnCode() >= 400 && talk.getLastReturnCode() < 600;
        return abort == null || answered
                ? failure
                : MailErrors.aborted(abort, talk.stage(), greeted);
    }

    private static MailResult send(
            SmtpConversation talk, Session session, MailCall call, MailEnvelope envelope)
            throws MessagingException {
        Map<String, Refused> refused = new LinkedHashMap<>();
        try {
            talk.sendMessage(new MimeDraft(session, call.message()), envelope.addresses());
        } catch (MessagingException e) {
            if (talk.stage() != MailStage.RECEIPT || talk.getLastReturnCode() != TAKEN) {
                throw e;
            }
            // The message was taken; the library says so that some recipients were not.
            for (Exception next = e; next != null; next = next(next)) {
                if (next instanceof SMTPAddressFailedException one) {
                    String form = one.getAddress().getAddress();
                    refused.put(
                            form,
                            new Refused(
                                    envelope.written().getOrDefault(form, form),
                                    one.getReturnCode() < PERMANENT,
                                    String.valueOf(one.getMessage()).strip()));
                }
            }
        }
        List<String> accepted = new ArrayList<>();
        envelope.written()
                .forEach((form, written) -> {
                    if (!refused.containsKey(form)) {
                        accepted.add(written);
                    }
                });
        return new MailSent(
                accepted,
                List.copyOf(refused.values()),
                talk.extensions(),
                Duration.ofNanos(talk.envelopeNanos()),
                Duration.ofNanos(talk.messageNanos()),
                talk.size(),
                talk.answer());
    }

    private static @org.jspecify.annotations.Nullable Exception next(Exception e) {
        return e instanceof MessagingException chained ? chained.getNextException() : null;
    }

    /** The message is delivered; how the farewell goes is nobody's business. */
    private static void goodbye(SmtpConversation talk) {
        try {
            talk.close();
        } catch (MessagingException e) {
            // The connection is closed below in any case.
        }
    }

    private static Properties properties(MailRoad.Open road, boolean international) {
        Security security = road.security();
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.localhost", OUR_NAME);
        properties.setProperty("mail.smtp.sendpartial", "true");
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.mime.allowutf8", String.valueOf(international));
        boolean offered = security == Security.OFFERED || security == Security.REQUIRED;
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(offered));
        properties.setProperty(
                "mail.smtp.starttls.required", String.valueOf(security == Security.REQUIRED));
        properties.put("mail.smtp.ssl.socketFactory", new StartTls(road.tls(), road.url()));
        return properties;
    }
}
