package dev.patchbay.server.http;

import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A socket and just enough HTTP to send what no client library would send. */
public final class RawClient implements AutoCloseable {

    /** An answer; header names in lower case, the first of a name counts. */
    public record Reply(int status, String statusLine, Map<String, String> headers, byte[] bytes) {
        public String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return Json.read(bytes);
        }

        public String message() {
            return json().get("message").stringValue();
        }
    }

    private final Socket socket;
    private final InputStream in;

    public RawClient(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    public RawClient(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(60_000);
        in = socket.getInputStream();
    }

    /** One request on its own connection: lines with {@code \n}, a body after an empty line. */
    public static Reply exchange(int port, String request) throws IOException {
        try (RawClient client = new RawClient(port)) {
            return client.send(request).read(request.startsWith("HEAD "));
        }
    }

    public RawClient send(String text) throws IOException {
        int end = text.indexOf("\n\n");
        String head = end < 0 ? text : text.substring(0, end + 2);
        String body = end < 0 ? "" : text.substring(end + 2);
        return sendBytes((head.replace("\n", "\r\n") + body).getBytes(StandardCharsets.UTF_8));
    }

    public RawClient sendBytes(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    public Reply read() throws IOException {
        return read(false);
    }

    public Reply read(boolean head) throws IOException {
        String statusLine = line();
        if (statusLine.isEmpty()) {
            throw new IOException("no answer");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.putIfAbsent(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int status = Integer.parseInt(statusLine.split(" ")[1]);
        byte[] body = head || status < 200 ? new byte[0] : body(status, headers);
        return new Reply(status, statusLine, headers, body);
    }

    private byte[] body(int status, Map<String, String> headers) throws IOException {
        if (status == 204 || status == 304) {
            return new byte[0];
        }
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            while (true) {
                int size = Integer.parseInt(line().split(";")[0], 16);
                all.writeBytes(in.readNBytes(size));
                line();
                if (size == 0) {
                    return all.toByteArray();
                }
            }
        }
        String length = headers.get("content-length");
        return length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
    }

    /** Whether the server has ended the connection. */
    public boolean atEnd() throws IOException {
        return in.read() < 0;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
