package dev.patchbay.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.security.Authentication;
import dev.patchbay.engine.security.Caller;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;
import dev.patchbay.server.WholeServer;
import dev.patchbay.server.http.HttpContext;
import dev.patchbay.server.http.HttpServer;
import dev.patchbay.server.http.PlainDialects;
import dev.patchbay.server.http.RawClient;
import dev.patchbay.server.http.Route;
import dev.patchbay.server.http.TestSettings;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Status, probes, metrics and the root, over a real server. */
final class OperationsTest {

    private static final String HEAD = "Host: x\nConnection: close\n";
    private static final String AUTH = HEAD + "Authorization: ApiKey good\n";

    private volatile boolean databaseDown;
    private Readiness readiness;
    private HttpServer http;
    private Metrics metrics;

    @BeforeEach
    void start() throws IOException {
        start(false);
    }

    private void start(boolean anonymousStatus) throws IOException {
        readiness =
                new Readiness(
                        List.of(Readiness.Check.of("database", this::database)), Clock.system());
        metrics = new Metrics();
        List<Route> routes = new ArrayList<>();
        routes.addAll(ProbeRoutes.of(readiness));
        routes.addAll(StatusRoutes.of("patchbay.test", "an-uuid", anonymousStatus, readiness));
        routes.addAll(RootRoutes.of("/base/api/status"));
        routes.addAll(metrics.routes());
        http =
                HttpServer.start(
                        new HttpContext(
                                new TestSettings().build(),
                                "patchbay.test",
                                List.of(),
                                routes,
                                (header, _) ->
                                        header.equals(Optional.of("ApiKey good"))
                                                ? new Authentication.Authenticated(
                                                        new Caller("jane", "1", Optional.empty()))
                                                : new Authentication.Missing(),
                                PlainDialects.kibana(),
                                PlainDialects.elasticsearch(),
                                new HttpMetrics(metrics.registry()),
                                256L << 20,
                                Clock.system(),
                                IdSource.random()));
    }

    @AfterEach
    void stop() {
        http.close();
        metrics.close();
    }

    private void database() {
        if (databaseDown) {
            throw new IllegalStateException("jdbc:postgresql://secret");
        }
    }

    private RawClient.Reply get(String path, String headers) throws IOException {
        return RawClient.exchange(http.port(), "GET " + path + " HTTP/1.1\n" + headers + "\n");
    }

    @Test
    void knownCallerGetsTheWholeStatus() throws IOException {
        RawClient.Reply reply = get("/api/status", AUTH);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body())
                .isEqualTo(
                        "{\"name\":\"patchbay.test\",\"uuid\":\"an-uuid\",\"version\":{\"number\":\"9.4.0\",\"build_hash\":\"0\",\"build_number\":0,\"build_snapshot\":false,\"build_flavor\":\"traditional\",\"build_date\":\"2026-01-01T00:00:00.000Z\"},\"status\":{\"overall\":{\"level\":\"available\",\"summary\":\"All"
                            + " services are available\"}}}");
        assertThat(reply.headers()).doesNotContainKey("x-elastic-product");
    }

    @Test
    void anonymousCallerGetsTheLevelOnly() throws IOException {
        assertThat(get("/api/status", HEAD).body())
                .isEqualTo("{\"status\":{\"overall\":{\"level\":\"available\"}}}");
        assertThat(get("/s/default/api/status", HEAD).status()).isEqualTo(200);
    }

    @Test
    void anonymousCallerGetsAllOfItWhenAllowed() throws IOException {
        stop();
        start(true);
        assertThat(get("/api/status", HEAD).json().path("version").path("number").stringValue())
                .isEqualTo("9.4.0");
    }

    @Test
    void unreachableDatabaseMakesTheServerUnavailableAndNotUnhealthy() throws IOException {
        databaseDown = true;
        RawClient.Reply status = get("/api/status", AUTH);
        assertThat(status.status()).isEqualTo(503);
        assertThat(status.json().path("status").path("overall").path("level").stringValue())
                .isEqualTo("unavailable");
        RawClient.Reply ready = get("/-/ready", HEAD);
        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.body()).isEqualTo("not ready: database\n");
        assertThat(get("/-/healthy", HEAD).status()).isEqualTo(200);
    }

    private String readiness() {
        try {
            return get("/-/ready", HEAD).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void recoveryIsSeenWithoutARestart() throws Exception {
        databaseDown = true;
        assertThat(get("/-/ready", HEAD).status()).isEqualTo(503);
        databaseDown = false;
        WholeServer.await(this::readiness, "ready\n"::equals);
    }

    @Test
    void stoppingServerIsNotReadyAtOnce() throws IOException {
        assertThat(get("/-/ready", HEAD).status()).isEqualTo(200);
        readiness.stopping();
        assertThat(get("/-/ready", HEAD).body()).isEqualTo("not ready: stopping\n");
    }

    @Test
    void checkThatHangsHasFailed() {
        CountDownLatch never = new CountDownLatch(1);
        Readiness hanging =
                new Readiness(
                        List.of(
                                Readiness.Check.of(
                                        "event log",
                                        () -> {
                                            try {
                                                never.await();
                                            } catch (InterruptedException e) {
                                                throw new IllegalStateException(e);
                                            }
                                        })),
                        Clock.system());
        long start = Clock.system().nanoTime();
        assertThat(hanging.failing()).containsExactly("event log");
        assertThat(Duration.ofNanos(Clock.system().nanoTime() - start))
                .isLessThan(Duration.ofSeconds(30));
        never.countDown();
    }

    @Test
    void metricsNameRoutesAndNeverPaths() throws IOException {
        get("/api/status", HEAD);
        get("/some/path/of/a/scanner", HEAD);
        RawClient.Reply reply = get("/metrics", HEAD);
        assertThat(reply.headers().get("content-type")).startsWith("text/plain; version=0.0.4");
        assertThat(reply.body())
                .contains(
                        "patchbay_http_requests_seconds_count{method=\"GET\",route=\"/api/status\",status=\"200\"}"
                            + " 1")
                .contains(
                        "patchbay_http_requests_seconds_count{method=\"GET\",route=\"unmatched\",status=\"404\"}"
                            + " 1")
                .contains("jvm_memory_used_bytes")
                .doesNotContain("scanner");
    }

    @Test
    void everyoneElseIsSentOn() throws IOException {
        RawClient.Reply reply = get("/", HEAD);
        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.headers())
                .containsEntry("location", "/base/api/status")
                .doesNotContainKey("x-elastic-product");
    }
}
