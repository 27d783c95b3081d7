package dev.patchbay.sdk.mail;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One message for one server. Immutable.
 *
 * @param envelope whom this attempt is for: the recipients of the message or some of them
 * @param times after which the call is given up
 */
public record MailCall(
        MailServer server,
        Optional<MailLogin> login,
        MailMessage message,
        List<MailAddress> envelope,
        Times times) {

    public MailCall {
        envelope = List.copyOf(envelope);
    }

    /**
     * Bounds of a call.
     *
     * @param connect until the connection is there, the proxy's part and an immediate handshake
     *     included
     * @param greeting until the server has said who it is
     * @param whole the whole call, however the server spends it
     */
    public record Times(Duration connect, Duration greeting, Duration whole) {

        /** nodemailer's: 2 minutes, 30 seconds, 10 minutes. */
        public static final Times DEFAULT =
                new Times(Duration.ofMinutes(2), Duration.ofSeconds(30), Duration.ofMinutes(10));
    }

    /** Server and message id. */
    @Override
    public String toString() {
        return "MailCall[" + server + " " + message + "]";
    }
}
