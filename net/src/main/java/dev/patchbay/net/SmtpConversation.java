package dev.patchbay.net;

import dev.patchbay.sdk.mail.MailStage;
import dev.patchbay.sdk.time.Clock;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;

import org.eclipse.angus.mail.smtp.SMTPTransport;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The library's SMTP client, which tells how far it has come. It never opens a connection and never
 * signs in by itself. For one message, used by one thread.
 */
final class SmtpConversation extends SMTPTransport {

    /** What is done when the server has greeted. */
    @FunctionalInterface
    interface Greeted {
        void run() throws IOException;
    }

    private final Clock clock;
    private final Greeted greeted;
    private final LongConsumer sent;
    private MailStage stage = MailStage.GREETING;
    private boolean recipients;
    private boolean startedTls;
    private List<String> extensions = List.of();
    private long envelopeBegan;
    private long dataBegan;
    private long ended;
    private long size;

    /**
     * A conversation.
     *
     * @param sent is told the bytes of the message as they go out
     */
    SmtpConversation(Session session, Clock clock, Greeted greeted, LongConsumer sent) {
        super(session, new URLName("smtp", "unused.invalid", 25, null, null, null));
        this.clock = clock;
        this.greeted = greeted;
        this.sent = sent;
    }

    MailStage stage() {
        return stage;
    }

    void stage(MailStage next) {
        stage = next;
    }

    /** Whether {@code MAIL FROM} was taken. */
    boolean atRecipients() {
        return recipients;
    }

    /** Whether STARTTLS was spoken, to its end. */
    boolean startedTls() {
        return startedTls;
    }

    /** What the last {@code EHLO} was answered, a line each, in the server's spelling. */
    List<String> extensions() {
        return extensions;
    }

    /** Ways to sign in that the server offers, upper case. */
    synchronized boolean offersLogin(String kind) {
        return supportsAuthentication(kind);
    }

    long envelopeNanos() {
        return dataBegan - envelopeBegan;
    }

    long messageNanos() {
        return ended - dataBegan;
    }

    long size() {
        return size;
    }

    /** The server's last answer in one piece; empty when there is none. */
    String answer() {
        String answer = getLastServerResponse();
        return answer == null ? "" : answer.strip();
    }

    @Override
    protected boolean ehlo(String domain) throws MessagingException {
        if (extensions.isEmpty() && stage == MailStage.GREETING) {
            try {
                greeted.run();
            } catch (IOException e) {
                throw new MessagingException("aborted", e);
            }
        }
        boolean taken = super.ehlo(domain);
        if (taken) {
            extensions =
                    getLastServerResponse()
                            .lines()
                            .skip(1)
                            .map(line -> line.length() > 4 ? line.substring(4).strip() : "")
                            .filter(line -> !line.isEmpty())
                            .toList();
        }
        return taken;
    }

    @Override
    protected void startTLS() throws MessagingException {
        stage = MailStage.TLS;
        super.startTLS();
        startedTls = true;
        stage = MailStage.GREETING;
    }

    @Override
    protected void mailFrom() throws MessagingException {
        stage = MailStage.ENVELOPE;
        envelopeBegan = clock.nanoTime();
        super.mailFrom();
    }

    @Override
    protected void rcptTo() throws MessagingException {
        recipients = true;
        super.rcptTo();
    }

    @Override
    protected OutputStream data() throws MessagingException {
        stage = MailStage.CONTENT;
        dataBegan = clock.nanoTime();
        return new Counting(super.data());
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        stage = MailStage.RECEIPT;
        super.finishData();
        ended = clock.nanoTime();
    }

    private final class Counting extends FilterOutputStream {
        Counting(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            count(1);
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            count(length);
            out.write(bytes, offset, length);
        }

        private void count(int bytes) {
            size += bytes;
            sent.accept(bytes);
        }
    }
}
