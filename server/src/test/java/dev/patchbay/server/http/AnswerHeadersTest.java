package dev.patchbay.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.server.settings.ServerSettings.Cors;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Response headers, compression, CORS, base path, request ids, addresses. */
final class AnswerHeadersTest {

    private static final String HEAD =
            "Host: patchbay.test\nConnection: close\n" + TestServer.AUTH + "\n";

    private static RawClient.Reply get(TestServer server, String path, String... headers)
            throws IOException {
        String more = headers.length == 0 ? "" : String.join("\n", headers) + "\n";
        return server.exchange("GET " + path + " HTTP/1.1\n" + HEAD + more + "\n");
    }

    @Test
    void everyAnswerCarriesTheStandardHeaders() throws IOException {
        TestSettings settings = new TestSettings();
        settings.customHeaders = Map.of("X-Team", "sre", "Referrer-Policy", "no-referrer");
        try (TestServer server = new TestServer(settings)) {
            for (String path :
                    List.of("/api/thing/a", "/api/nothing", "/api/thing/%zz", "/api/bug")) {
                Map<String, String> headers = get(server, path).headers();
                assertThat(headers)
                        .containsEntry("kbn-name", "patchbay.test")
                        .containsEntry("x-content-type-options", "nosniff")
                        .containsEntry("cross-origin-opener-policy", "same-origin")
                        .containsEntry("permissions-policy", "camera=()")
                        .containsEntry("x-team", "sre")
                        .containsEntry("referrer-policy", "no-referrer")
                        .containsEntry(
                                "cache-control", "private, no-cache, no-store, must-revalidate")
                        .containsEntry("content-type", "application/json; charset=utf-8")
                        .containsKey("content-security-policy")
                        .doesNotContainKeys("server", "strict-transport-security");
            }
        }
    }

    @Test
    void apiVersionIsSaidOnPublicAndInternalRoutes() throws IOException {
        try (TestServer server = TestServer.start()) {
            assertThat(get(server, "/api/thing/a").headers())
                    .containsEntry("elastic-api-version", "2023-10-31");
            assertThat(get(server, "/internal/thing", "x-elastic-internal-origin: x").headers())
                    .containsEntry("elastic-api-version", "1");
            assertThat(get(server, "/api/open").headers()).doesNotContainKey("elastic-api-version");
        }
    }

    @Test
    void longAnswersAreCompressedForThoseWhoTakeIt() throws IOException {
        try (TestServer server = TestServer.start()) {
            RawClient.Reply gzip = get(server, "/api/long", "Accept-Encoding: br, gzip;q=0.5");
            assertThat(gzip.headers())
                    .containsEntry("content-encoding", "gzip")
                    .containsEntry("vary", "accept-encoding");
            byte[] plain =
                    new GZIPInputStream(new ByteArrayInputStream(gzip.bytes())).readAllBytes();
            assertThat(new String(plain, StandardCharsets.UTF_8)).hasSize(10_000);
            assertThat(get(server, "/api/long", "Accept-Encoding: gzip;q=0").headers())
                    .doesNotContainKey("content-encoding");
            assertThat(get(server, "/api/long").bytes()).hasSize(10_000);
            assertThat(get(server, "/api/thing/a", "Accept-Encoding: gzip").headers())
                    .doesNotContainKey("content-encoding");
        }
    }

    @Test
    void compressionCanBeTurnedOff() throws IOException {
        TestSettings settings = new TestSettings();
        settings.compression = false;
        try (TestServer server = new TestServer(settings)) {
            assertThat(get(server, "/api/long", "Accept-Encoding: gzip").bytes()).hasSize(10_000);
        }
    }

    @Test
    void streamsAreSentAsTheyComeUp() throws IOException {
        try (TestServer server = TestServer.start()) {
            assertThat(get(server, "/api/stream").body()).isEqualTo("one two");
        }
    }

    @Test
    void corsIsOffByDefault() throws IOException {
        try (TestServer server = TestServer.start()) {
            assertThat(get(server, "/api/thing/a", "Origin: https://a.example").headers())
                    .doesNotContainKey("access-control-allow-origin");
        }
    }

    @Test
    void corsAnswersItsOriginsAndNeverTheSecurityApi() throws IOException {
        TestSettings settings = new TestSettings();
        settings.cors = new Cors(true, true, List.of("https://a.example"));
        try (TestServer server = new TestServer(settings)) {
            assertThat(get(server, "/api/thing/a", "Origin: https://a.example").headers())
                    .containsEntry("access-control-allow-origin", "https://a.example")
                    .containsEntry("access-control-allow-credentials", "true");
            assertThat(get(server, "/api/thing/a", "Origin: https://b.example").headers())
                    .doesNotContainKey("access-control-allow-origin");
            RawClient.Reply preflight =
                    server.exchange(
                            "OPTIONS /api/thing/a HTTP/1.1\nHost: x\nOrigin: https://a.example\n"
                                    + "Access-Control-Request-Method: PUT\nConnection: close\n\n");
            assertThat(preflight.status()).isEqualTo(204);
            assertThat(preflight.headers().get("access-control-allow-headers"))
                    .contains("kbn-xsrf");
            assertThat(get(server, "/_security/user/x", "Origin: https://a.example").headers())
                    .doesNotContainKey("access-control-allow-origin");
            assertThat(
                            server.exchange(
                                            "OPTIONS /_security/user/x HTTP/1.1\n"
                                                    + "Host: x\n"
                                                    + "Origin: https://a.example\n"
                                                    + "Access-Control-Request-Method: PUT\n"
                                                    + "Connection: close\n\n")
                                    .headers())
                    .doesNotContainKey("access-control-allow-origin");
        }
    }

    @Test
    void basePathIsStrippedOnlyWhenRewriting() throws IOException {
        TestSettings settings = new TestSettings();
        settings.basePath = "/connect";
        settings.rewriteBasePath = true;
        try (TestServer server = new TestServer(settings)) {
            assertThat(get(server, "/connect/api/thing/a").status()).isEqualTo(200);
            assertThat(get(server, "/connect/s/ops/api/thing/a").json().get("space").stringValue())
                    .isEqualTo("ops");
            assertThat(get(server, "/connect").status()).isEqualTo(302);
            assertThat(get(server, "/api/thing/a").status()).isEqualTo(404);
            assertThat(get(server, "/connected/api/thing/a").status()).isEqualTo(404);
        }
        settings.rewriteBasePath = false;
        try (TestServer server = new TestServer(settings)) {
            assertThat(get(server, "/api/thing/a").status()).isEqualTo(200);
            assertThat(get(server, "/connect/api/thing/a").status()).isEqualTo(404);
        }
    }

    @Test
    void xsrfCanBeTurnedOffOrAllowedByPath() throws IOException {
        String delete = "DELETE /s/ops/api/thing/a HTTP/1.1\n" + HEAD + "\n";
        TestSettings settings = new TestSettings();
        settings.xsrfDisabled = true;
        try (TestServer server = new TestServer(settings)) {
            assertThat(server.exchange(delete).status()).isEqualTo(204);
        }
        settings = new TestSettings();
        settings.xsrfAllowlist = List.of("/s/ops/api/thing/a");
        try (TestServer server = new TestServer(settings)) {
            assertThat(server.exchange(delete).status()).isEqualTo(204);
            assertThat(server.exchange(delete.replace("thing/a", "thing/b")).status())
                    .isEqualTo(400);
        }
        settings.xsrfAllowlist = List.of("/api/thing/a");
        try (TestServer server = new TestServer(settings)) {
            assertThat(server.exchange(delete).status()).isEqualTo(204);
            assertThat(server.exchange(delete.replace("/s/ops", "")).status()).isEqualTo(204);
            assertThat(server.exchange(delete.replace("thing/a", "thing/b")).status())
                    .isEqualTo(400);
        }
    }

    @Test
    void opaqueIdIsTakenOnlyFromThoseWhoAreTrusted() throws IOException {
        try (TestServer server = TestServer.start()) {
            assertThat(
                            get(server, "/api/thing/a", "X-Opaque-Id: mine")
                                    .json()
                                    .get("requestId")
                                    .stringValue())
                    .isNotEqualTo("mine");
        }
        TestSettings settings = new TestSettings();
        settings.opaqueIdFromAnyIp = true;
        try (TestServer server = new TestServer(settings)) {
            assertThat(
                            get(server, "/api/thing/a", "X-Opaque-Id: mine")
                                    .json()
                                    .get("requestId")
                                    .stringValue())
                    .isEqualTo("mine");
        }
    }

    @Test
    void forwardedAddressIsBelievedOnlyFromTrustedProxies() throws IOException {
        ClientAddresses addresses = new ClientAddresses(List.of("10.0.0.0/8", "::1"));
        var proxy = new java.net.InetSocketAddress("10.1.2.3", 1);
        var stranger = new java.net.InetSocketAddress("192.0.2.7", 1);
        assertThat(addresses.of(proxy, "203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(addresses.of(proxy, "6.6.6.6, 203.0.113.9, 10.9.9.9")).isEqualTo("203.0.113.9");
        assertThat(addresses.of(proxy, "not an address")).isEqualTo("10.1.2.3");
        assertThat(addresses.of(proxy, null)).isEqualTo("10.1.2.3");
        assertThat(addresses.of(stranger, "203.0.113.9")).isEqualTo("192.0.2.7");
    }

    @Test
    void lastForwardedLineCounts() throws IOException {
        try (TestServer server = new TestServer(new TestSettings(), "127.0.0.0/8", 256L << 20)) {
            assertThat(
                            get(
                                            server,
                                            "/api/thing/a",
                                            "X-Forwarded-For: 6.6.6.6",
                                            "X-Forwarded-For: 203.0.113.9")
                                    .json()
                                    .get("address")
                                    .stringValue())
                    .isEqualTo("203.0.113.9");
        }
    }

    @Test
    void observerSeesTheRouteAndNotThePath() throws IOException {
        try (TestServer server = TestServer.start()) {
            get(server, "/api/thing/a");
            get(server, "/wp-admin/setup.php");
            assertThat(server.observed)
                    .containsExactly("GET /api/thing/{id} 200", "GET unmatched 404");
        }
    }
}
