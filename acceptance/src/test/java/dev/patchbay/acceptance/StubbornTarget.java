package dev.patchbay.acceptance;

import dev.patchbay.sdk.json.Json;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ServerSocketFactory;

/**
 * A target that hands out a token at {@code /token} and tells everybody what it got elsewhere: it
 * repeats each request in its status line, headers, {@code Location} and the body. Thread-safe.
 */
final class StubbornTarget implements AutoCloseable {

    private final ServerSocket listener;
    private final String token;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicReference<String> status = new AtomicReference<>("200");

    private StubbornTarget(ServerSocket listener, String token) {
        this.listener = listener;
        this.token = token;
    }

    static StubbornTarget start(ServerSocketFactory sockets, String token) throws IOException {
        StubbornTarget target =
                new StubbornTarget(
                        sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress()), token);
        Thread.ofVirtual().start(target::serve);
        return target;
    }

    /** What it answers from now on. */
    void answers(int code) {
        status.set(Integer.toString(code));
    }

    int requests() {
        return requests.get();
    }

    int port() {
        return listener.getLocalPort();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(5_000);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            StringBuilder got = new StringBuilder();
            int length = 0;
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                got.append(line).append(' ');
                if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(line.substring(15).strip());
                }
            }
            if (got.isEmpty()) {
                return;
            }
            String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            requests.incrementAndGet();
            socket.getOutputStream().write(answer(got + body, got.toString()));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // A client that does not like what it hears.
        }
    }

    private byte[] answer(String all, String head) {
        String line = all.replace('\n', ' ').replace('\r', ' ');
        if (head.startsWith("POST /token")) {
            return bytes(
                    "200 OK",
                    "",
                    Json.write(
                            Json.object().put("token_type", "Bearer").put("access_token", token)));
        }
        String headers = "X-Echo: " + line + "\r\nRetry-After: " + line + "\r\n";
        boolean followed = head.contains(" /again/");
        String code = followed && status.get().equals("302") ? "200" : status.get();
        if (code.equals("302") || code.equals("307") && !followed) {
            String encoded = URLEncoder.encode(line, StandardCharsets.UTF_8);
            headers += "Location: /again/" + encoded + "\r\n";
        } else if (code.startsWith("3")) {
            headers += "Location: http://not-allowed.example/" + line.replace(' ', '_') + "\r\n";
        }
        return bytes(
                code + " " + line,
                headers,
                Json.write(Json.object().put("message", all).put("error", line)));
    }

    private static byte[] bytes(String status, String headers, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(
                ("HTTP/1.1 "
                                + status
                                + "\r\nContent-Type: application/json\r\n"
                                + headers
                                + "Connection: close\r\nContent-Length: "
                                + content.length
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(content);
        return out.toByteArray();
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

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
