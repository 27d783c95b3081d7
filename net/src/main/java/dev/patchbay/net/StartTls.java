package dev.patchbay.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

import javax.net.ssl.SSLSocketFactory;

/**
 * The handshake after {@code STARTTLS}, as the mail library asks for it: with our context, our
 * checks and our words. What the server sent in the clear before it is not read on.
 */
final class StartTls extends SSLSocketFactory {

    private final TlsContext tls;
    private final WebUrl url;

    StartTls(TlsContext tls, WebUrl url) {
        this.tls = tls;
        this.url = url;
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
            throws IOException {
        if (!(socket instanceof MailSocket mail)) {
            throw new IOException("not a connection of ours");
        }
        try {
            return new MailSocket(tls.handshake(mail.top(), url.host(), url.port()), url);
        } catch (IOException e) {
            throw new FailedException(NodeErrors.handshake(e));
        }
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new IOException("connections are opened elsewhere");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
            throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw new IOException("connections are opened elsewhere");
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
            throws IOException {
        return createSocket(host, port);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return tls.factory().getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.factory().getSupportedCipherSuites();
    }
}
