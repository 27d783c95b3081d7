package dev.patchbay.server;

import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server that keeps what it is sent and answers 200, or what its test says. */
public final class WebTarget implements AutoCloseable {

    /**
     * What came in.
     *
     * @param headers by name in lower case
     */
    public record Got(String path, Map<String, String> headers, String body) {}

    /** Every request so far. */
    public final List<Got> received = new CopyOnWriteArrayList<>();

    /** The next answers. */
    public volatile int status = 200;

    /** Where the next answers send their clients; empty = nowhere. */
    public volatile String location = "";

    private final HttpServer server;

    /** Starts. */
    public WebTarget() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext(
                "/",
                exchange -> {
                    // Who sees the request may ask for another answer to the next one.
                    int answered = status;
                    String elsewhere = location;
                    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
                    exchange.getRequestHeaders()
                            .forEach((name, values) -> headers.put(name, values.getFirst()));
                    received.add(
                            new Got(
                                    exchange.getRequestURI().toString(),
                                    headers,
                                    new String(
                                            exchange.getRequestBody().readAllBytes(),
                                            StandardCharsets.UTF_8)));
                    byte[] ok = "ok".getBytes(StandardCharsets.UTF_8);
                    if (!elsewhere.isEmpty()) {
                        exchange.getResponseHeaders().add("Location", elsewhere);
                    }
                    exchange.sendResponseHeaders(answered, ok.length);
                    exchange.getResponseBody().write(ok);
                    exchange.close();
                });
        server.start();
    }

    /** An address of it. */
    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** Bodies of what came in at a path. */
    public List<String> bodies(String path) {
        return received.stream().filter(got -> got.path().equals(path)).map(Got::body).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
