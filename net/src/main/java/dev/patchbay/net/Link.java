package dev.patchbay.net;

import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.util.Timeout;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * An open connection that speaks HTTP/1.1: the channel, TLS on top of it where there is any, and
 * the library's protocol machine. Used by one call at a time.
 */
final class Link extends DefaultBHttpClientConnection implements Closeable {

    /**
     * Ten thousand links wait for slow targets; a request of the usual size still goes in one
     * piece.
     */
    private static final int BUFFER = 4096;

    /** Lines beyond this, more headers than this: no answer of a sane peer. */
    private static final Http1Config LIMITS =
            Http1Config.custom()
                    .setBufferSize(BUFFER)
                    .setMaxLineLength(LinkInput.LONGEST_HEAD)
                    .setMaxHeaderCount(1000)
                    .setMaxEmptyLineCount(10)
                    .build();

    private static final Timeout AT_ONCE = Timeout.ofMilliseconds(1);

    private final SocketChannel channel;
    private final LinkInput input;
    private final long openedNanos;
    private int exchanges;
    private long idleSinceNanos;
    private long idleForNanos;

    Link(SocketChannel channel, Socket top, long nowNanos) throws IOException {
        super(LIMITS);
        this.channel = channel;
        openedNanos = nowNanos;
        input = new LinkInput(top.getInputStream());
        bind(new Streams(top, input));
    }

    LinkInput input() {
        return input;
    }

    /** Counts a request; whether it is the first. */
    boolean first() {
        return exchanges++ == 0;
    }

    /** Whether bytes have come that belong to no answer. */
    boolean leftover() {
        input.dry(true);
        try {
            return isDataAvailable(AT_ONCE);
        } catch (IOException e) {
            return true;
        } finally {
            input.dry(false);
        }
    }

    void idle(long nowNanos, long forNanos) {
        idleSinceNanos = nowNanos;
        idleForNanos = forNanos;
    }

    boolean expired(long nowNanos, long longestLifeNanos) {
        return nowNanos - idleSinceNanos > idleForNanos
                || nowNanos - openedNanos > longestLifeNanos;
    }

    /**
     * Whether the peer has neither closed nor said anything since the last answer: one read that
     * does not wait. The library's own check waits a millisecond.
     */
    boolean quiet() {
        try {
            channel.configureBlocking(false);
            try {
                return channel.read(ByteBuffer.allocate(1)) == 0;
            } finally {
                channel.configureBlocking(true);
            }
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Closes the socket under everything, which never waits: a TLS goodbye could, when the peer
     * does not read.
     */
    @Override
    public void close() {
        Exchange.closeQuietly(channel);
    }

    /** Lets our stream in between socket and parser. */
    private static final class Streams extends SocketHolder {
        private final InputStream input;

        Streams(Socket top, InputStream input) {
            this.input = input;
            super(top);
        }

        @Override
        protected InputStream getInputStream(Socket socket) {
            return input;
        }
    }
}
