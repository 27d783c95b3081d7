package dev.patchbay.connectors.wire;

import dev.patchbay.sdk.outcome.Reason;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** What a vendor, or something that stands in front of it, answers on a bad day. */
enum HostileAnswer {
    HTML(whole("200 OK", "<html><body>Please log in</body></html>")),
    EMPTY(whole("200 OK", "")),
    NO_CONTENT(whole("204 No Content", "")),
    BROKEN_JSON(whole("200 OK", "{\"ok\":tr")),
    NULL(whole("200 OK", "null")),
    SAYS_ERROR(
            whole(
                    "200 OK",
                    "{\"ok\":false,\"error\":\"invalid\",\"errors\":[\"x\"],\"status\":\"error\"}")),
    CUT_SHORT(head("200 OK", "Content-Length: 1000") + "{\"ok\":true", Reason.NETWORK),
    CUT_CHUNK(head("200 OK", "Transfer-Encoding: chunked") + "20\r\n{\"ok\":true", Reason.NETWORK),
    HANG_UP("", Reason.NETWORK),
    GARBAGE("220 mail.example ESMTP\r\n\r\n", Reason.NETWORK),
    LIMIT_SECONDS(whole("429 Too Many Requests", "slow down", "Retry-After: 7"), 7),
    LIMIT_DATE(
            whole(
                    "429 Too Many Requests",
                    "slow down",
                    "Retry-After: Thu, 01 Jan 2026 00:01:00 GMT"),
            60),
    BROKEN(whole("500 Internal Server Error", "<html>oops</html>"), Reason.SERVER_ERROR),
    BAD_GATEWAY(whole("502 Bad Gateway", "<html>oops</html>"), Reason.SERVER_ERROR),
    BUSY(whole("503 Service Unavailable", ""), Reason.SERVER_ERROR),
    HANGS("", Reason.TIMEOUT),
    HANGS_IN_HEAD("HTTP/1.1 200 OK\r\nX-A: b", Reason.TIMEOUT),
    HANGS_IN_BODY(head("200 OK", "Content-Length: 1000") + "{\"ok\":", Reason.TIMEOUT),
    DRIPS_HEAD("HTTP/1.1 200 OK\r\nX-Drip: ", Reason.TIMEOUT),
    DRIPS_BODY(head("200 OK", "Content-Length: 60000") + "{\"ok\":", Reason.TIMEOUT),
    HUGE(head("200 OK", "Content-Length: 104857600"), Reason.TOO_LARGE),
    HUGE_CHUNKS(head("200 OK", "Transfer-Encoding: chunked"), Reason.TOO_LARGE),
    HUGE_UNTIL_CLOSE(head("200 OK", "X-Length: unknown"), Reason.TOO_LARGE),
    HUGE_ZIPPED(head("200 OK", "Content-Encoding: gzip"), Reason.TOO_LARGE);

    private static final int MEGABYTES = 100;
    private static final byte[] ZEROS = new byte[1 << 20];
    private static final byte[] BOMB = bomb();

    private final String bytes;
    private final Optional<Reason> reason;
    private final Optional<Instant> retryAfter;

    /** An answer that some types take and others do not. */
    HostileAnswer(String bytes) {
        this(bytes, Optional.empty(), Optional.empty());
    }

    HostileAnswer(String bytes, Reason reason) {
        this(bytes, Optional.of(reason), Optional.empty());
    }

    HostileAnswer(String bytes, int seconds) {
        this(
                bytes,
                Optional.of(Reason.RATE_LIMITED),
                Optional.of(FixedClock.NOW.plusSeconds(seconds)));
    }

    HostileAnswer(String bytes, Optional<Reason> reason, Optional<Instant> retryAfter) {
        this.bytes = bytes;
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    /** The one reason, whatever the type; none for a 2xx whose body a type may look at. */
    Optional<Reason> reason() {
        return reason;
    }

    Optional<Instant> retryAfter() {
        return retryAfter;
    }

    boolean slow() {
        return reason.equals(Optional.of(Reason.TIMEOUT));
    }

    /** Whether nothing tells what became of a request that was answered so. */
    boolean leavesOpen() {
        return reason.filter(why -> why == Reason.TIMEOUT || why == Reason.NETWORK).isPresent();
    }

    /** Answers, and comes back when all is said or the client has gone. */
    void serve(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes.getBytes(StandardCharsets.UTF_8));
        out.flush();
        switch (this) {
            case HANGS, HANGS_IN_HEAD, HANGS_IN_BODY -> awaitEnd(socket);
            case DRIPS_HEAD, DRIPS_BODY -> {
                while (!ends(socket, Duration.ofMillis(20))) {
                    out.write('x');
                }
            }
            case HUGE, HUGE_UNTIL_CLOSE -> {
                for (int i = 0; i < MEGABYTES; i++) {
                    out.write(ZEROS);
                }
            }
            case HUGE_CHUNKS -> {
                for (int i = 0; i < MEGABYTES; i++) {
                    out.write("100000\r\n".getBytes(StandardCharsets.US_ASCII));
                    out.write(ZEROS);
                    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
            case HUGE_ZIPPED -> out.write(BOMB);
            case HTML, EMPTY, NO_CONTENT, BROKEN_JSON, NULL, SAYS_ERROR, CUT_SHORT, CUT_CHUNK -> {}
            case HANG_UP, GARBAGE, LIMIT_SECONDS, LIMIT_DATE, BROKEN, BAD_GATEWAY, BUSY -> {}
        }
        socket.shutdownOutput();
    }

    /** Until the client closes; fails when it never does. */
    static void awaitEnd(Socket socket) throws IOException {
        if (!ends(socket, Duration.ofSeconds(30))) {
            throw new SocketTimeoutException("still open");
        }
    }

    private static boolean ends(Socket socket, Duration most) throws IOException {
        socket.setSoTimeout((int) most.toMillis());
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private static String whole(String status, String body, String... headers) {
        return head(status, "Content-Length: " + body.length(), headers) + body;
    }

    private static String head(String status, String header, String... more) {
        return "HTTP/1.1 "
                + String.join("\r\n", status, header, String.join("\r\n", more)).strip()
                + "\r\nConnection: close\r\n\r\n";
    }

    private static byte[] bomb() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < MEGABYTES; i++) {
                zip.write(ZEROS);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}
