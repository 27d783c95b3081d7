package dev.patchbay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpServer;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The clients against a small server of the JDK. */
final class LoadTest {

    private static final byte[] REQUEST = HttpConnection.request("POST", "/x", "", "ping");

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger count = new AtomicInteger();
    private HttpServer server;
    private volatile int status = 200;
    private volatile boolean chunked;
    private volatile long stallNanos;

    @BeforeEach
    void start() throws IOException {
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getByName(Ports.LOOPBACK), 0), 0);
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    if (count.getAndIncrement() == 20 && stallNanos > 0) {
                        LockSupport.parkNanos(stallNanos);
                    }
                    exchange.sendResponseHeaders(status, chunked ? 0 : body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void answersWithLengthAndWithChunksAreReadOverOneConnection() throws IOException {
        try (HttpConnection connection = new HttpConnection(port())) {
            assertThat(connection.send(REQUEST).text()).isEqualTo("ping");
            chunked = true;
            assertThat(connection.send(REQUEST).text()).isEqualTo("ping");
            chunked = false;
            status = 404;
            assertThat(connection.send(REQUEST).status()).isEqualTo(404);
        }
    }

    @Test
    void openLoopSendsEveryRequestOnce() throws IOException {
        Histogram latencies = new OpenLoop(port(), List.of(REQUEST)).run(500, 1);
        assertThat(latencies.getTotalCount()).isEqualTo(500);
        assertThat(count).hasValue(500);
    }

    @Test
    void openLoopFailsOnAnAnswerThatIsNot200() {
        status = 503;
        assertThatIOException()
                .isThrownBy(() -> new OpenLoop(port(), List.of(REQUEST)).run(100, 1))
                .havingRootCause()
                .withMessageContaining("answered 503");
    }

    @Test
    void executionsAreExactlyOneKibibyte() {
        assertThat(Webhooks.executeBody().getBytes(StandardCharsets.UTF_8)).hasSize(1024);
    }

    @Test
    void authorizationIsTakenOutOfTheHeaders() {
        assertThat(Webhooks.authorization("kbn-xsrf: true\r\nAuthorization: ApiKey abc=\r\n"))
                .isEqualTo("ApiKey abc=");
    }

    @Test
    void stallIsSeenByTheRequestThatMetIt() throws IOException {
        stallNanos = 400_000_000L;
        Histogram latencies = new OpenLoop(port(), List.of(REQUEST)).run(100, 1);
        assertThat(latencies.getMaxValue()).isGreaterThan(390_000);
    }

    private int port() {
        return server.getAddress().getPort();
    }
}
