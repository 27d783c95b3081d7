package dev.patchbay.net;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/**
 * A connected socket in the shape that the mail library takes: it names its host without asking a
 * name server, gives away no socket option, and ends a server that never stops talking.
 */
final class MailSocket extends Socket {

    /** Of everything that a server says in a call; a conversation is a few kilobytes. */
    static final int MOST_BYTES = 1 << 20;

    private final Socket top;
    private final WebUrl url;
    private final InputStream in;

    /** Over {@code top}, which is connected to the host of {@code url} or to a proxy before it. */
    MailSocket(Socket top, WebUrl url) throws IOException {
        this.top = top;
        this.url = url;
        in = new Bounded(top.getInputStream());
    }

    Socket top() {
        return top;
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return top.getOutputStream();
    }

    @Override
    public InetAddress getInetAddress() {
        try {
            return InetAddress.getByAddress(url.host().name(), new byte[4]);
        } catch (IOException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    @Override
    public int getPort() {
        return url.port();
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isClosed() {
        return top.isClosed();
    }

    @Override
    public void close() throws IOException {
        top.close();
    }

    private static final class Bounded extends FilterInputStream {
        private int count;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count += Math.max(read, 0);
            if (count > MOST_BYTES) {
                throw new IOException("the server does not stop talking");
            }
            return read;
        }
    }
}
