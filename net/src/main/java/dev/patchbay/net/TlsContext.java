package dev.patchbay.net;

import java.io.IOException;
import java.net.Socket;
import java.util.List;

import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * How TLS is spoken to a target.
 *
 * @param id the same for two contexts only if mode, authorities and client certificate are the same
 */
record TlsContext(String id, SSLSocketFactory factory) {

    /** Shakes hands on top of a connected socket. */
    SSLSocket handshake(Socket socket, HostText host, int port) throws IOException {
        String name = host.name();
        String plain = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        SSLSocket layered = (SSLSocket) factory.createSocket(socket, plain, port, true);
        if (host.literal().isEmpty()) {
            announce(layered, plain);
        }
        layered.startHandshake();
        return layered;
    }

    /** The JDK leaves names without a dot out of the hello; Node does not. */
    private static void announce(SSLSocket socket, String name) {
        try {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(name)));
            socket.setSSLParameters(parameters);
        } catch (IllegalArgumentException e) {
            // Names that the JDK takes for invalid, such as those with an underscore, go without.
        }
    }

    @Override
    public String toString() {
        return "TlsContext[" + id + "]";
    }
}
