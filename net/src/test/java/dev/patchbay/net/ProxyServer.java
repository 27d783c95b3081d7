package dev.patchbay.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A real proxy on a loopback port: CONNECT tunnels and forwarded requests, with or without TLS in
 * front. Names end at loopback, whatever they are; an answer to every CONNECT can be fixed.
 */
final class ProxyServer implements AutoCloseable {

    private final Peer peer;
    private final String scheme;
    private final String fixedAnswer;

    private ProxyServer(boolean secure, String fixedAnswer) {
        this.fixedAnswer = fixedAnswer;
        scheme = secure ? "https" : "http";
        UnaryOperator<ServerSocket> shape =
                plain -> secure ? Certificates.SELF_SIGNED.secure(plain, false) : plain;
        peer = Peer.of(shape, this::serve);
    }

    static ProxyServer plain() {
        return new ProxyServer(false, "");
    }

    static ProxyServer secure() {
        return new ProxyServer(true, "");
    }

    /** Answers everything with these bytes. */
    static ProxyServer answering(String bytes) {
        return new ProxyServer(false, bytes);
    }

    String url() {
        return scheme + "://127.0.0.1:" + peer.port();
    }

    int port() {
        return peer.port();
    }

    /** The heads it got, CONNECT and forwarded alike. */
    List<Throwable> troubles() {
        return peer.troubles;
    }

    List<String> requests() {
        return peer.requests;
    }

    int connections() {
        return peer.connections();
    }

    private void serve(Peer.Conversation talk) throws Exception {
        while (true) {
            String request = talk.request();
            if (request == null) {
                return;
            }
            if (!fixedAnswer.isEmpty()) {
                talk.say(fixedAnswer);
            } else if (request.startsWith("CONNECT ")) {
                String authority = request.split(" ", 3)[1];
                tunnel(talk, Integer.parseInt(authority.substring(authority.lastIndexOf(':') + 1)));
                return;
            } else {
                forward(talk, request);
            }
        }
    }

    private static void tunnel(Peer.Conversation talk, int port) throws Exception {
        try (Socket target = new Socket(InetAddress.getLoopbackAddress(), port)) {
            talk.say("HTTP/1.1 200 Connection established\r\n\r\n");
            Thread back =
                    Thread.ofVirtual().start(() -> pump(target, target, talk.socket, talk.out));
            pump(talk.socket, talk.in(), target, target.getOutputStream());
            back.join();
        }
    }

    private static void pump(Socket from, Socket ignored, Socket to, OutputStream out) {
        try {
            pump(from, from.getInputStream(), to, out);
        } catch (IOException e) {
            // Closed by the other side.
        }
    }

    private static void pump(Socket from, InputStream in, Socket to, OutputStream out) {
        try {
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                out.flush();
            }
        } catch (IOException e) {
            // Closed by the other side.
        }
        close(from);
        close(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }

    /** One request per connection to the target: enough for a test. */
    private static void forward(Peer.Conversation talk, String request) throws Exception {
        String[] line = request.split(" ", 3);
        URI uri = URI.create(line[1]);
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        try (Socket target = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String path =
                    uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
            String own = line[0] + " " + path + " " + line[2].replace("keep-alive", "close");
            target.getOutputStream().write(own.getBytes(StandardCharsets.UTF_8));
            target.getOutputStream().flush();
            target.getInputStream().transferTo(talk.out);
            talk.out.flush();
        }
        talk.socket.close();
    }

    @Override
    public void close() {
        peer.close();
    }
}
