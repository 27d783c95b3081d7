package dev.patchbay.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** A target that takes whatever comes and counts equal bodies. Thread-safe. */
final class CountingTarget implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Integer> bodies = new ConcurrentHashMap<>();

    private CountingTarget(HttpServer server) {
        this.server = server;
    }

    static CountingTarget start() throws IOException {
        CountingTarget target =
                new CountingTarget(
                        HttpServer.create(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200));
        target.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        target.server.createContext("/", target::take);
        target.server.start();
        return target;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body =
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            bodies.merge(body, 1, Integer::sum);
            exchange.sendResponseHeaders(204, -1);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How often each body came. */
    Map<String, Integer> bodies() {
        return bodies;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
