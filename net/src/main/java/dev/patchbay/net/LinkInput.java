package dev.patchbay.net;

import org.jspecify.annotations.Nullable;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/**
 * What a connection reads, below the HTTP parser's buffer: bounds the head of an answer, notices
 * when the peer closes inside it (the parser would take what came for a whole head), lets crumbs
 * gather, and can be told to have nothing, to ask the parser whether it still has something. Not
 * thread-safe.
 */
final class LinkInput extends FilterInputStream {

    /** Of status lines and headers together, interim answers included. Node allows 16 KiB. */
    static final int LONGEST_HEAD = 64 * 1024;

    /** Thrown once for each answer, to the parser alone: it has no use for a stack. */
    private final SocketTimeoutException nothingThere = new NothingThereException();

    private boolean inHead;
    private boolean closedInHead;
    private boolean dry;
    private int headBytes;
    private @Nullable Crumbs crumbs;

    LinkInput(InputStream in) {
        super(in);
    }

    void beginHead() {
        inHead = true;
        closedInHead = false;
        headBytes = 0;
    }

    /** Ends the head; false when the peer closed inside it. */
    boolean endHead() {
        inHead = false;
        return !closedInHead;
    }

    /** Of the call that is answered next; null between two calls. */
    void crumbs(@Nullable Crumbs next) {
        crumbs = next;
    }

    void dry(boolean value) {
        dry = value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (dry) {
            throw nothingThere;
        }
        int count = gathered(buffer, offset, length);
        if (inHead) {
            closedInHead |= count < 0;
            headBytes += Math.max(count, 0);
            if (headBytes > LONGEST_HEAD) {
                throw new HeadTooLongException();
            }
        }
        return count;
    }

    private int gathered(byte[] buffer, int offset, int length) throws IOException {
        Crumbs ofCall = crumbs;
        if (ofCall == null) {
            return super.read(buffer, offset, length);
        }
        ofCall.gather();
        int count = super.read(buffer, offset, length);
        ofCall.came(count);
        return count;
    }

    /** Says that the stream is dry. Without a stack: filling it in cost more than the question. */
    private static final class NothingThereException extends SocketTimeoutException {
        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // nothing is written
        public Throwable fillInStackTrace() {
            return this;
        }
    }

    /** The head of an answer has no end. */
    static final class HeadTooLongException extends IOException {
        HeadTooLongException() {
            super("head too long");
        }
    }
}
