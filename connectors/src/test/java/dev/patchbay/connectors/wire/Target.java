package dev.patchbay.connectors.wire;

import dev.patchbay.sdk.json.Json;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The vendor of a case: a server on the loopback address that answers what it is told, in order,
 * and keeps the bytes that it got.
 */
final class Target implements AutoCloseable {

    /**
     * One answer.
     *
     * @param status what follows {@code HTTP/1.1 }, such as {@code 200 OK}; empty: the connection
     *     is closed without a word
     */
    record Answer(String status, Map<String, String> headers, String body) {}

    /** One request: its line without the protocol, its headers in lower case, its body. */
    record Request(String line, Map<String, String> headers, String body) {}

    private final ServerSocket listener;
    private final List<Answer> answers;
    private final Function<Request, Optional<Answer>> gate;
    private final List<Request> requests = new ArrayList<>();

    private Target(
            ServerSocket listener, List<Answer> answers, Function<Request, Optional<Answer>> gate) {
        this.listener = listener;
        this.answers = new ArrayList<>(answers);
        this.gate = gate;
    }

    static Target start(ServerSocket listener, List<Answer> answers) {
        return start(listener, answers, _ -> Optional.empty());
    }

    private static Target start(
            ServerSocket listener, List<Answer> answers, Function<Request, Optional<Answer>> gate) {
        Target target = new Target(listener, answers, gate);
        Thread.ofVirtual().start(target::serve);
        return target;
    }

    static Target start(List<Answer> answers) throws IOException {
        return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answers);
    }

    /** With a vendor's own refusals, each in place of an answer. */
    static Target start(List<Answer> answers, Function<Request, Optional<Answer>> gate)
            throws IOException {
        return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answers, gate);
    }

    /** {@code http://127.0.0.1:port}. */
    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                socket.setSoTimeout(30_000);
                serve(socket);
            } catch (IOException e) {
                // A case that ends, or one whose client refuses the certificate.
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        Optional<Request> request = read(new BufferedInputStream(socket.getInputStream()));
        if (request.isEmpty()) {
            return;
        }
        Answer answer;
        synchronized (this) {
            requests.add(request.get());
            Answer told = answers.isEmpty() ? new Answer("", Map.of(), "") : answers.removeFirst();
            answer = gate.apply(request.get()).orElse(told);
        }
        if (answer.status().isEmpty()) {
            return;
        }
        if (answer.status().equals("stall")) {
            socket.getInputStream().readAllBytes();
            return;
        }
        if (answer.status().startsWith("echo ")) {
            answer = echo(answer.status().substring(5), request.get());
        }
        write(socket.getOutputStream(), answer);
    }

    static void write(OutputStream out, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + "\r\n");
        answer.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\nConnection: close\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
    }

    /** All that came in, in status line, a header and a JSON body. */
    private static Answer echo(String status, Request request) {
        String all = request.line() + " " + request.headers() + " " + request.body();
        String line = all.replace('\n', ' ').replace('\r', ' ');
        return new Answer(
                status + " " + line,
                Map.of("X-Echo", line),
                Json.write(Json.object().put("message", all)));
    }

    static Optional<Request> read(InputStream in) throws IOException {
        String line = line(in);
        if (line.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String field = line(in); !field.isEmpty(); field = line(in)) {
            int colon = field.indexOf(':');
            headers.merge(
                    field.substring(0, colon).toLowerCase(Locale.ROOT),
                    field.substring(colon + 1).strip(),
                    (one, two) -> one + "\n" + two);
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return Optional.of(new Request(line.replace(" HTTP/1.1", ""), headers, body));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                bytes.write(b);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
