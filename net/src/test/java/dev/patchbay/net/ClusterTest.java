package dev.patchbay.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.http.Cancellation;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.http.HttpResult;
import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.secret.SecretValues;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.transport.AttemptTransports;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way to the configured Elasticsearch or OpenSearch cluster. */
class ClusterTest {

    private static final NetworkSettings STRICT =
            Nets.guard(Nets.hosts(Nets.settings(), "nowhere.example"), true);

    @Test
    void neitherAllowListNorGuardNorProxyOfActionsAreAboutIt() {
        try (Peer peer = Peer.answering(Peer.answer("200 OK", "", "{}"));
                ProxyServer proxy = ProxyServer.plain()) {
            HttpResult result =
                    send(Nets.proxy(STRICT, proxy.url(), Map.of()), settings(peer.url("/es/")));
            assertThat(((HttpReply) result).status()).isEqualTo(200);
            assertThat(proxy.connections()).isZero();
            String request = peer.requests.getFirst();
            assertThat(request).startsWith("POST /es/x/_bulk?refresh=true HTTP/1.1\r\n");
            assertThat(Peer.header(request, "authorization"))
                    .containsExactly("ApiKey c2VydmljZQ==");
            assertThat(Peer.header(request, "x-opaque-id")).containsExactly("patchbay");
            assertThat(Peer.header(request, "content-type"))
                    .containsExactly("application/x-ndjson");
            assertThat(request).endsWith("\r\n\r\nbody");
        }
    }

    @Test
    void theNextHostIsAskedWhenOneCannotBeReached() throws Exception {
        try (DeafPort deaf = DeafPort.take();
                Peer peer = Peer.answering(Peer.answer("200 OK", "", "{}"))) {
            String dead = "http://127.0.0.1:" + deaf.number();
            for (int i = 0; i < 3; i++) {
                assertThat(send(STRICT, settings(dead, peer.url(""))))
                        .isInstanceOf(HttpReply.class);
            }
            HttpFailure failure = (HttpFailure) send(STRICT, settings(dead, dead));
            assertThat(failure.message())
                    .isEqualTo("connect ECONNREFUSED 127.0.0.1:" + deaf.number());
        }
    }

    @Test
    void nothingIsSentTwiceToAClusterThatHungUp() {
        try (Peer hung = Peer.of(Peer.Conversation::request);
                Peer other = Peer.of(Peer.Conversation::request)) {
            HttpFailure failure = (HttpFailure) send(STRICT, settings(hung.url(""), other.url("")));
            assertThat(failure.message()).isEqualTo("socket hang up");
            assertThat(hung.requests.size() + other.requests.size()).isEqualTo(1);
        }
    }

    @Test
    void itsOwnAuthoritiesJudgeItsCertificate() {
        try (Peer peer =
                Peer.of(
                        plain -> Certificates.GOOD.secure(plain, false),
                        Peer.answers(Peer.answer("200 OK", "", "{}")))) {
            String url = "https://127.0.0.1:" + peer.port();
            assertThat(((HttpFailure) send(STRICT, settings(url))).reason()).isEqualTo(Reason.TLS);
            TlsOptions trusting =
                    new TlsOptions(
                            Optional.of(TlsOptions.VerificationMode.FULL),
                            Optional.of(Certificates.AUTHORITY.certificatePem()),
                            Optional.empty());
            assertThat(send(STRICT, settings(trusting, url))).isInstanceOf(HttpReply.class);
        }
    }

    @Test
    void withoutAClusterARequestSaysSo() {
        try (Network network = Nets.network(Nets.settings());
                AttemptTransports attempt = Nets.attempt(network)) {
            HttpFailure failure =
                    (HttpFailure) attempt.elasticsearch().send("GET", "/", "", Optional.empty());
            assertThat(failure.reason()).isEqualTo(Reason.CONFIGURATION);
            assertThat(failure.message())
                    .isEqualTo(
                            "No Elasticsearch or OpenSearch cluster is configured: set"
                                    + " elasticsearch.hosts");
        }
    }

    @Test
    void theCredentialIsASecretOfTheAttempt() {
        SecretValues values = new SecretValues();
        try (Network network =
                        new Network(
                                STRICT,
                                Optional.of(settings("http://127.0.0.1:1")),
                                new MemoryTokens(),
                                Clock.system());
                AttemptTransports attempt =
                        network.open(Nets.scope(values, Cancellation.never()))) {
            assertThat(values.all()).contains("c2VydmljZQ==");
            assertThat(attempt.requestBytes()).isZero();
        }
        assertThat(settings("http://u:p@h").toString()).isEqualTo("ClusterSettings[1 hosts]");
    }

    private static HttpResult send(NetworkSettings settings, ClusterSettings cluster) {
        try (Network network =
                        new Network(
                                settings,
                                Optional.of(cluster),
                                new MemoryTokens(),
                                Clock.system());
                AttemptTransports attempt = Nets.attempt(network)) {
            HttpResult result =
                    attempt.elasticsearch()
                            .send(
                                    "POST",
                                    "/x/_bulk?refresh=true",
                                    "application/x-ndjson",
                                    Optional.of("body".getBytes(StandardCharsets.UTF_8)));
            assertThat(attempt.requestBytes()).isZero();
            return result;
        }
    }

    private static ClusterSettings settings(String... hosts) {
        return settings(TlsOptions.DEFAULT, hosts);
    }

    private static ClusterSettings settings(TlsOptions tls, String... hosts) {
        return new ClusterSettings(
                List.of(hosts),
                Optional.of(new Secret("ApiKey c2VydmljZQ==")),
                Optional.of(new Secret("c2VydmljZQ==")),
                Map.of("X-Opaque-Id", new Secret("patchbay")),
                Duration.ofSeconds(5),
                tls,
                "Patchbay");
    }
}
