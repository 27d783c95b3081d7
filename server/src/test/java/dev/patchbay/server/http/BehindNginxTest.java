package dev.patchbay.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.sdk.time.Clock;
import dev.patchbay.testkit.FreePort;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A real nginx with its default {@code proxy_pass} (HTTP/1.0, a connection per request) in front,
 * both ways of a base path.
 */
final class BehindNginxTest {

    private static final Path NGINX = Path.of("/usr/sbin/nginx");
    private static final String HEAD =
            "Host: patchbay.test\nConnection: close\n" + TestServer.AUTH + "\n";

    @TempDir Path dir;

    @BeforeEach
    void nginxIsInstalled() {
        assumeTrue(Files.isExecutable(NGINX), "nginx is not installed (Debian: nginx-light)");
    }

    /** Runs the work with nginx on a free port. */
    private void behind(String location, Work work) throws Exception {
        int port = FreePort.number();
        String configuration =
                """
                daemon off; master_process off; pid %1$s/nginx.pid; error_log %1$s/error.log;
                events {}
                http {
                  access_log off; client_body_temp_path %1$s; proxy_temp_path %1$s;
                  fastcgi_temp_path %1$s; uwsgi_temp_path %1$s; scgi_temp_path %1$s;
                  server { listen 127.0.0.1:%2$d; %3$s }
                }
                """
                        .formatted(dir, port, location);
        Path file = dir.resolve("nginx.conf");
        Files.writeString(file, configuration);
        Process nginx =
                new ProcessBuilder(NGINX.toString(), "-p", dir.toString(), "-c", file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(dir.resolve("out.log").toFile())
                        .start();
        try {
            awaitListening(port);
            work.run(port);
        } finally {
            nginx.destroy();
            assertThat(nginx.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private interface Work {
        void run(int port) throws Exception;
    }

    private static void awaitListening(int port) throws Exception {
        for (int i = 0; i < 1_200; i++) {
            try (RawClient _ = new RawClient(port)) {
                return;
            } catch (IOException e) {
                Clock.system().sleep(Duration.ofMillis(50));
            }
        }
        throw new AssertionError("nginx does not listen");
    }

    @Test
    void proxyThatStripsTheBasePath() throws Exception {
        TestSettings settings = new TestSettings();
        settings.basePath = "/connect";
        try (TestServer server = new TestServer(settings)) {
            String location =
                    "location /connect/ { proxy_pass http://127.0.0.1:%d/; }"
                            .formatted(server.port());
            behind(
                    location,
                    port -> {
                        RawClient.Reply reply =
                                RawClient.exchange(
                                        port,
                                        "GET /connect/s/ops/api/thing/a HTTP/1.1\n" + HEAD + "\n");
                        assertThat(reply.status()).isEqualTo(200);
                        assertThat(reply.json().get("space").stringValue()).isEqualTo("ops");
                    });
        }
    }

    @Test
    void proxyThatLeavesTheBasePath() throws Exception {
        TestSettings settings = new TestSettings();
        settings.basePath = "/connect";
        settings.rewriteBasePath = true;
        try (TestServer server = new TestServer(settings)) {
            String location =
                    "location / { proxy_pass http://127.0.0.1:%d; }".formatted(server.port());
            behind(
                    location,
                    port -> {
                        assertThat(
                                        RawClient.exchange(
                                                        port,
                                                        "GET /connect/api/thing/a%2Fb HTTP/1.1\n"
                                                                + HEAD
                                                                + "\n")
                                                .json()
                                                .get("id")
                                                .stringValue())
                                .isEqualTo("a/b");
                        String body = "{\"a\":\"" + "x".repeat(100_000) + "\"}";
                        assertThat(
                                        RawClient.exchange(
                                                        port,
                                                        "POST /connect/api/free HTTP/1.1\n"
                                                                + HEAD
                                                                + "kbn-xsrf: t\nContent-Type:"
                                                                + " application/json\n"
                                                                + "Content-Length: "
                                                                + body.length()
                                                                + "\n\n"
                                                                + body)
                                                .status())
                                .isEqualTo(200);
                    });
        }
    }

    @Test
    void clientThatLeavesTheProxyCancelsBehindIt() throws Exception {
        try (TestServer server = TestServer.start()) {
            String location =
                    "location / { proxy_pass http://127.0.0.1:%d; }".formatted(server.port());
            behind(
                    location,
                    port -> {
                        RawClient client = new RawClient(port);
                        client.sendBytes(
                                ("GET /api/slow HTTP/1.1\n" + HEAD + "\n")
                                        .replace("\n", "\r\n")
                                        .getBytes(StandardCharsets.UTF_8));
                        assertThat(server.running.await(60, TimeUnit.SECONDS)).isTrue();
                        client.close();
                        assertThat(server.cancelled.await(30, TimeUnit.SECONDS)).isTrue();
                    });
        }
    }
}
