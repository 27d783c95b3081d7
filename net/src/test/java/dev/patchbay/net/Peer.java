package dev.patchbay.net;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A real peer on a loopback port that says byte for byte what a test wants, over TCP or TLS. Each
 * connection runs the script on a virtual thread of its own.
 */
final class Peer implements AutoCloseable {

    /** What happens on a connection. */
    interface Script {
        void run(Conversation talk) throws Exception;
    }

    private final ServerSocket server;
    private final Script script;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    final List<String> requests = new CopyOnWriteArrayList<>();
    final List<Throwable> troubles = new CopyOnWriteArrayList<>();

    private Peer(ServerSocket server, Script script) {
        this.server = server;
        this.script = script;
        Thread.ofVirtual().start(this::accept);
    }

    static Peer of(Script script) {
        return of(socket -> socket, script);
    }

    /** {@code shape} may bring a TLS server socket. */
    static Peer of(UnaryOperator<ServerSocket> shape, Script script) {
        try {
            ServerSocket plain = new ServerSocket(0, 200, InetAddress.ofLiteral("127.0.0.1"));
            return new Peer(shape.apply(plain), script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** At another loopback address. */
    static Peer at(String address, Script script) {
        try {
            return new Peer(new ServerSocket(0, 200, InetAddress.ofLiteral(address)), script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers each request on a connection with the same bytes. */
    static Peer answering(String answer) {
        return of(answers(answer));
    }

    static Script answers(String answer) {
        return talk -> {
            while (talk.request() != null) {
                talk.say(answer);
            }
        };
    }

    /** An answer with a length. */
    static String answer(String statusLine, String headers, String body) {
        return "HTTP/1.1 "
                + statusLine
                + "\r\n"
                + headers
                + "Content-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n"
                + body;
    }

    int port() {
        return server.getLocalPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    int connections() {
        return connections.get();
    }

    /** Connections that neither side has closed. */
    int openConnections() {
        return open.size();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> talk(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            script.run(new Conversation(socket, requests));
        } catch (Exception e) {
            troubles.add(e);
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One connection, seen from the peer. */
    static final class Conversation {
        final Socket socket;
        private final List<String> requests;
        private final InputStream in;
        final OutputStream out;

        Conversation(Socket socket, List<String> requests) throws IOException {
            this.socket = socket;
            this.requests = requests;
            in = new BufferedInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        }

        /** Reads a request, head and body, as text; null when the client has closed. */
        @org.jspecify.annotations.Nullable
        String request() throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int b = in.read();
                if (b < 0) {
                    return null;
                }
                head.write(b);
            }
            String text = head.toString(StandardCharsets.ISO_8859_1);
            int length = header(text, "content-length").stream().mapToInt(Integer::parseInt).sum();
            String request = text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
            requests.add(request);
            return request;
        }

        void say(String bytes) throws IOException {
            say(bytes.getBytes(StandardCharsets.ISO_8859_1));
        }

        void say(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        /** Closes with a reset. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Waits for the client to close. */
        void waitForClose() throws IOException {
            in.transferTo(OutputStream.nullOutputStream());
        }

        InputStream in() {
            return in;
        }
    }

    /** Values of a header in a request text. */
    static List<String> header(String request, String name) {
        List<String> found = new ArrayList<>();
        for (String line : request.split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(name)) {
                found.add(line.substring(colon + 1).strip());
            }
        }
        return found;
    }
}
