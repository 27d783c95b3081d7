package dev.patchbay.acceptance;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** A connection that sends bytes as they are, and is opened again when the server ended it. */
final class KeptConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 90_000;

    /** An answer; names of headers in lower case, the first of a name counts. */
    record Answer(int status, Map<String, String> headers, byte[] bytes) {
        String body() throws IOException {
            if (headers.getOrDefault("content-encoding", "").equals("gzip")) {
                try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                    return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }

        boolean last() {
            return headers.getOrDefault("connection", "")
                    .toLowerCase(Locale.ROOT)
                    .contains("close");
        }
    }

    private final int port;
    private Optional<Socket> socket = Optional.empty();
    private InputStream in = InputStream.nullInputStream();

    KeptConnection(int port) {
        this.port = port;
    }

    /** Empty when the server ended the connection without a word, twice if it was an old one. */
    Optional<Answer> exchange(FuzzedRequest request) throws IOException {
        boolean old = socket.isPresent();
        Optional<Answer> answer = once(request);
        if (answer.isEmpty() && old) {
            answer = once(request);
        }
        return answer;
    }

    private Optional<Answer> once(FuzzedRequest request) throws IOException {
        try {
            Socket open = socket();
            open.getOutputStream().write(request.bytes());
            if (!request.framed()) {
                open.shutdownOutput();
            }
        } catch (IOException e) {
            // It may have answered before it stopped reading.
        }
        Optional<Answer> answer = Optional.empty();
        try {
            answer = read(request.head());
        } catch (java.net.SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            // reset
        }
        if (answer.isEmpty() || answer.get().last() || !request.framed()) {
            close();
        }
        return answer;
    }

    private Socket socket() throws IOException {
        if (socket.isEmpty()) {
            Socket open = new Socket(InetAddress.getLoopbackAddress(), port);
            open.setSoTimeout(PATIENCE_MILLIS);
            open.setTcpNoDelay(true);
            in = new BufferedInputStream(open.getInputStream());
            socket = Optional.of(open);
        }
        return socket.get();
    }

    private Optional<Answer> read(boolean head) throws IOException {
        String statusLine = line();
        if (statusLine.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.putIfAbsent(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int status = Integer.parseInt(statusLine.split(" ")[1]);
        if (status < 200 && status != 101) {
            return read(head);
        }
        return Optional.of(new Answer(status, headers, body(head, status, headers)));
    }

    private byte[] body(boolean head, int status, Map<String, String> headers) throws IOException {
        if (head || status == 204 || status == 304 || status == 101) {
            return new byte[0];
        }
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int size = -1; size != 0; ) {
                size = Integer.parseInt(line().split(";")[0], 16);
                all.writeBytes(in.readNBytes(size));
                line();
            }
            return all.toByteArray();
        }
        String length = headers.get("content-length");
        return length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        if (socket.isPresent()) {
            socket.get().close();
        }
        socket = Optional.empty();
        in = InputStream.nullInputStream();
    }
}
