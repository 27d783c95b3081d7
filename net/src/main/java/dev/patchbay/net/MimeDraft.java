package dev.patchbay.net;

import dev.patchbay.sdk.mail.MailAddress;
import dev.patchbay.sdk.mail.MailMessage;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;

import java.io.UnsupportedEncodingException;
import java.util.Date;
import java.util.List;

/**
 * A message as MIME: {@code multipart/alternative} of the text and its HTML (RFC 2046, section
 * 5.1.4). The library chooses the transfer encoding, so that 8-bit and long lines arrive through
 * any server.
 */
final class MimeDraft extends MimeMessage {

    private static final String UTF_8 = "UTF-8";
    private static final int SUBJECT_FIELD = "Subject: ".length();

    private final String messageId;

    MimeDraft(Session session, MailMessage message) throws MessagingException {
        super(session);
        messageId = HeaderText.line(message.messageId());
        setFrom(mailbox(message.from()));
        setRecipients(Message.RecipientType.TO, mailboxes(message.to()));
        setRecipients(Message.RecipientType.CC, mailboxes(message.cc()));
        if (!message.replyTo().isEmpty()) {
            setReplyTo(mailboxes(message.replyTo()));
        }
        setHeader(
                "Subject", MimeUtility.fold(SUBJECT_FIELD, HeaderText.encoded(message.subject())));
        setSentDate(Date.from(message.date()));
        MimeBodyPart text = new MimeBodyPart();
        text.setText(message.text(), UTF_8, "plain");
        MimeBodyPart html = new MimeBodyPart();
        html.setText(message.html(), UTF_8, "html");
        setContent(new MimeMultipart("alternative", text, html));
        saveChanges();
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    private static InternetAddress[] mailboxes(List<MailAddress> addresses)
            throws MessagingException {
        InternetAddress[] mailboxes = new InternetAddress[addresses.size()];
        for (int i = 0; i < mailboxes.length; i++) {
            mailboxes[i] = mailbox(addresses.get(i));
        }
        return mailboxes;
    }

    /** The address has been looked at by {@link MailAddressForm}. */
    private static InternetAddress mailbox(MailAddress from) throws MessagingException {
        String form = MailAddressForm.of(from.address());
        try {
            InternetAddress mailbox = new InternetAddress();
            mailbox.setAddress(form == null ? "" : form);
            String name = HeaderText.line(from.name());
            if (!name.isBlank()) {
                mailbox.setPersonal(name, UTF_8);
            }
            return mailbox;
        } catch (UnsupportedEncodingException e) {
            throw new MessagingException("no UTF-8 in this JVM", e);
        }
    }
}
