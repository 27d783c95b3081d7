package dev.patchbay.sdk.mail;

import java.time.Instant;
import java.util.List;

/**
 * What is sent. Whatever the texts hold, no header, command or part can come of them.
 *
 * @param bcc in the envelope only
 * @param text the plain part
 * @param html the other form of it
 * @param messageId with its angle brackets; the same for every attempt of a delivery
 * @param date of the {@code Date} header
 */
public record MailMessage(
        MailAddress from,
        List<MailAddress> to,
        List<MailAddress> cc,
        List<MailAddress> bcc,
        List<MailAddress> replyTo,
        String subject,
        String text,
        String html,
        String messageId,
        Instant date) {

    public MailMessage {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
        replyTo = List.copyOf(replyTo);
    }

    /** Without content. */
    @Override
    public String toString() {
        return "MailMessage[" + messageId + "]";
    }
}
