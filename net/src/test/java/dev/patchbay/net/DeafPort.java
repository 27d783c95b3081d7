package dev.patchbay.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A loopback port that is taken and on which nobody listens: whoever connects is refused. */
record DeafPort(Socket taken) implements AutoCloseable {

    static DeafPort take() {
        Socket socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            return new DeafPort(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int number() {
        return taken.getLocalPort();
    }

    @Override
    public void close() {
        try {
            taken.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
