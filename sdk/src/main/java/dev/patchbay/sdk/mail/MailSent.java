package dev.patchbay.sdk.mail;

import java.time.Duration;
import java.util.List;

/**
 * A message that the server took for at least one recipient.
 *
 * @param accepted addresses of the envelope, in its order
 * @param refused the others
 * @param ehlo what the server said it can do, a line each
 * @param envelopeTime {@code MAIL FROM} and {@code RCPT TO}
 * @param messageTime from {@code DATA} to the last answer
 * @param messageSize bytes of the message
 * @param response the last answer, such as {@code 250 2.0.0 Ok: queued as 4711}
 */
public record MailSent(
        List<String> accepted,
        List<Refused> refused,
        List<String> ehlo,
        Duration envelopeTime,
        Duration messageTime,
        long messageSize,
        String response)
        implements MailResult {

    public MailSent {
        accepted = List.copyOf(accepted);
        refused = List.copyOf(refused);
        ehlo = List.copyOf(ehlo);
    }

    /** A recipient that was turned down; {@code later} says that the server may take it later. */
    public record Refused(String address, boolean later, String response) {}
}
