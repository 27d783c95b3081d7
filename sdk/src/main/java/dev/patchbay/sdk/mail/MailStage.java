package dev.patchbay.sdk.mail;

/** How far a conversation with a mail server had come. */
public enum MailStage {
    /** Nothing was said: settings, allow-list, name, connection, proxy. */
    CONNECT,
    /** The handshake, at once or after {@code STARTTLS}. */
    TLS,
    /** The greeting and {@code EHLO}. */
    GREETING,
    /** {@code AUTH}. */
    LOGIN,
    /** {@code MAIL FROM} and {@code RCPT TO}. */
    ENVELOPE,
    /** {@code DATA} and the message. */
    CONTENT,
    /** The final dot is out: only from here on may a lost answer mean a delivered message. */
    RECEIPT
}
