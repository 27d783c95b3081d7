package dev.patchbay.net;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;

import dev.patchbay.net.NetworkSettings.Proxy;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.http.TlsOptions.VerificationMode;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.secret.Secret;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The decision rows of settings.md, section 2.3, and what goes to a proxy. */
class ProxyTest {

    private final ProxyServer proxy = ProxyServer.plain();
    private final Peer target = Peer.answering(Peer.answer("200 OK", "", "target"));

    @AfterEach
    void close() {
        proxy.close();
        target.close();
    }

    private NetworkSettings settings(
            String url, Optional<List<String>> bypass, Optional<List<String>> only) {
        return Nets.proxy(Nets.settings(), new Proxy(url, Map.of(), bypass, only));
    }

    private boolean proxied(NetworkSettings settings) {
        try (Network network = Nets.network(settings)) {
            assertThat(Nets.reply(network, HttpCall.of("GET", target.url("/"))).text())
                    .isEqualTo("target");
        }
        boolean asked = proxy.connections() > 0;
        assertThat(target.requests).hasSize(1);
        return asked;
    }

    @Test
    void withoutProxyUrlDirect() {
        assertThat(proxied(Nets.settings())).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, true",
                "127.0.0.1, -, false",
                "other.example, -, true",
                "-, 127.0.0.1, true",
                "-, other.example, false",
                "other.example, other.example, true",
                "127.0.0.1, 127.0.0.1, false"
            })
    void bypassWinsOverOnlyAndNamesAreExact(
            @org.jspecify.annotations.Nullable String bypass,
            @org.jspecify.annotations.Nullable String only,
            boolean expected) {
        assertThat(
                        proxied(
                                settings(
                                        proxy.url(),
                                        Optional.ofNullable(bypass).map(List::of),
                                        Optional.ofNullable(only).map(List::of))))
                .isEqualTo(expected);
    }

    @Test
    void anUnusableProxyUrlIsIgnoredWithAWarning() {
        try (LogCapture log = new LogCapture()) {
            assertThat(proxied(settings("not a url", Optional.empty(), Optional.empty())))
                    .isFalse();
            assertThat(log.texts(Level.WARN))
                    .containsExactly("invalid proxy URL \"not a url\" ignored");
        }
    }

    @Test
    void theWarningDoesNotShowThePassword() {
        try (LogCapture log = new LogCapture()) {
            assertThat(
                            proxied(
                                    settings(
                                            "socks://me:s3cr3t@h:1",
                                            Optional.empty(),
                                            Optional.empty())))
                    .isFalse();
            assertThat(log.texts(Level.WARN))
                    .containsExactly("invalid proxy URL \"socks://h:1\" ignored");
        }
    }

    @Test
    void aTargetThatDoesNotParseIsWarnedOf() {
        try (LogCapture log = new LogCapture();
                Network network =
                        Nets.network(settings(proxy.url(), Optional.empty(), Optional.empty()))) {
            assertThat(Nets.failure(network, HttpCall.of("GET", "htp//x")).message())
                    .isEqualTo("Invalid URL");
            assertThat(log.texts(Level.WARN))
                    .containsExactly(
                            "error determining proxy state for invalid url \"htp//x\", using"
                                    + " default agents");
        }
    }

    @Test
    void theProxyInUseIsNamedAtDebug() {
        try (LogCapture log = new LogCapture()) {
            String url = proxy.url().replace("//", "//u:s3cr3t@");
            proxied(settings(url, Optional.empty(), Optional.empty()));
            assertThat(log.texts(Level.DEBUG))
                    .containsExactly("Creating proxy agents for proxy: " + proxy.url());
        }
    }

    @Test
    void plainTargetsAreForwardedInAbsoluteFormWithTheProxyHeaders() {
        NetworkSettings settings = Nets.proxy(Nets.settings(), proxy.url(), Map.of("X-Via", "us"));
        try (Network network = Nets.network(settings)) {
            Nets.reply(network, HttpCall.of("GET", target.url("/a?b")));
        }
        String request = proxy.requests().getFirst();
        assertThat(request).startsWith("GET " + target.url("/a?b") + " HTTP/1.1\r\n");
        assertThat(Peer.header(request, "x-via")).containsExactly("us");
        assertThat(Peer.header(request, "host")).containsExactly("127.0.0.1:" + target.port());
    }

    @Test
    void tunnelsCarryTheProxyHeadersAndNothingOfTheCall() {
        try (Peer secure =
                        Peer.of(
                                plain -> Certificates.GOOD.secure(plain, false),
                                Peer.answers(Peer.answer("200 OK", "", "inside")));
                Network network =
                        Nets.network(
                                Nets.proxy(
                                        Nets.settings(),
                                        new Proxy(
                                                proxy.url().replace("//", "//me:pass@"),
                                                Map.of("X-Via", new Secret("us")),
                                                Optional.empty(),
                                                Optional.empty())))) {
            HttpCall call =
                    HttpCall.of("GET", "https://localhost:" + secure.port() + "/")
                            .withHeader("Authorization", "Bearer t0k3n")
                            .withHeader("Proxy-Authorization", "mine")
                            .withTls(
                                    new TlsOptions(
                                            Optional.empty(),
                                            Optional.of(Certificates.AUTHORITY.certificatePem()),
                                            Optional.empty()));
            assertThat(Nets.reply(network, call).text()).isEqualTo("inside");
            assertThat(Nets.reply(network, call).text()).isEqualTo("inside");
            assertThat(proxy.requests())
                    .containsExactly(
                            """
                            CONNECT localhost:%d HTTP/1.1
                            Host: localhost:%d
                            User-Agent: Patchbay
                            X-Via: us
                            Proxy-Authorization: Basic bWU6cGFzcw==

                            """
                                    .formatted(secure.port(), secure.port())
                                    .replace("\n", "\r\n"));
            assertThat(Peer.header(secure.requests.getFirst(), "authorization"))
                    .containsExactly("Bearer t0k3n");
            assertThat(secure.requests.getFirst()).doesNotContain("X-Via", "mine");
        }
    }

    @Test
    void aProxyThatWantsALoginAnswersForTheTarget() {
        try (ProxyServer closed =
                        ProxyServer.answering(
                                Peer.answer("407 Proxy Authentication Required", "", "login"));
                Network network =
                        Nets.network(Nets.proxy(Nets.settings(), closed.url(), Map.of()))) {
            var attempt = Nets.attempt(network);
            HttpReply reply =
                    (HttpReply) attempt.http().send(HttpCall.of("POST", "https://localhost:1/"));
            assertThat(reply.status()).isEqualTo(407);
            assertThat(reply.text()).isEqualTo("login");
            assertThat(attempt.effectfulRequestSent()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "502 Bad Gateway, Proxy connection failed: 502 Bad Gateway",
        "504 Gateway Timeout, Proxy connection failed: 504 Gateway Timeout",
        "302 Found, Proxy connection failed: 302 Found"
    })
    void aProxyThatCannotReachTheTargetMeansThatNothingWasDone(String status, String text) {
        try (ProxyServer broken = ProxyServer.answering(Peer.answer(status, "", "page"));
                Network network =
                        Nets.network(Nets.proxy(Nets.settings(), broken.url(), Map.of()))) {
            HttpFailure failure =
                    Nets.failure(network, HttpCall.of("POST", "https://localhost:1/"));
            assertThat(failure.reason()).isEqualTo(Reason.NETWORK);
            assertThat(failure.effect()).isEqualTo(Effect.NONE);
            assertThat(failure.message()).isEqualTo(text);
        }
    }

    @Test
    void bytesBehindTheTunnelAnswerAreNotTakenForTheTarget() {
        try (ProxyServer eager = ProxyServer.answering("HTTP/1.1 200 OK\r\n\r\nextra");
                Network network =
                        Nets.network(Nets.proxy(Nets.settings(), eager.url(), Map.of()))) {
            HttpFailure failure =
                    Nets.failure(network, HttpCall.of("POST", "https://localhost:1/"));
            assertThat(failure.message()).isEqualTo("Proxy sent data before the tunnel was used");
            assertThat(failure.effect()).isEqualTo(Effect.NONE);
        }
    }

    @Test
    void aProxyThatIsAwayMeansThatNothingWasDone() {
        try (Network network =
                Nets.network(Nets.proxy(Nets.settings(), "http://127.0.0.1:1", Map.of()))) {
            HttpFailure failure = Nets.failure(network, HttpCall.of("POST", target.url("/")));
            assertThat(failure.message()).isEqualTo("connect ECONNREFUSED 127.0.0.1:1");
            assertThat(failure.effect()).isEqualTo(Effect.NONE);
        }
    }

    @ParameterizedTest
    @CsvSource({"FULL", "CERTIFICATE"})
    void theCertificateOfAnHttpsProxyIsChecked(VerificationMode mode) {
        try (ProxyServer secure = ProxyServer.secure();
                Network network =
                        Nets.network(
                                Nets.modes(
                                        Nets.proxy(Nets.settings(), secure.url(), Map.of()),
                                        VerificationMode.NONE,
                                        mode))) {
            HttpFailure failure = Nets.failure(network, HttpCall.of("POST", target.url("/")));
            assertThat(failure.reason()).isEqualTo(Reason.TLS);
            assertThat(failure.effect()).isEqualTo(Effect.NONE);
            assertThat(failure.message()).isEqualTo("self-signed certificate");
        }
    }

    @Test
    void plainTargetsGoThroughAnHttpsProxyToo() {
        try (ProxyServer secure = ProxyServer.secure();
                Network network =
                        Nets.network(
                                Nets.modes(
                                        Nets.proxy(Nets.settings(), secure.url(), Map.of()),
                                        VerificationMode.FULL,
                                        VerificationMode.NONE))) {
            assertThat(Nets.reply(network, HttpCall.of("GET", target.url("/"))).text())
                    .isEqualTo("target");
        }
    }

    @Test
    void theDecisionIsMadeAgainForEachHop() {
        try (Peer start =
                        Peer.answering(
                                Peer.answer(
                                        "307 Moved",
                                        "Location: " + target.url("/end") + "\r\n",
                                        ""));
                Network network =
                        Nets.network(
                                settings(
                                        proxy.url(),
                                        Optional.of(List.of("direct.example")),
                                        Optional.empty()),
                                name -> List.of(InetAddress.ofLiteral("127.0.0.1")))) {
            Nets.reply(network, HttpCall.of("GET", "http://direct.example:" + start.port() + "/"));
            assertThat(proxy.requests()).hasSize(1);
            assertThat(proxy.requests().getFirst()).startsWith("GET " + target.url("/end"));
        }
    }
}
