package dev.patchbay.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/**
 * Connects a channel: the one place where a socket is opened outward. Replaced by tests that prove
 * what would have been dialled.
 */
@FunctionalInterface
interface Dial {

    /**
     * Connects, or throws within the time.
     *
     * @param millis 1 and more
     */
    void connect(SocketChannel channel, InetSocketAddress to, int millis) throws IOException;

    /** The network. */
    static Dial system() {
        return (channel, to, millis) -> channel.socket().connect(to, millis);
    }
}
