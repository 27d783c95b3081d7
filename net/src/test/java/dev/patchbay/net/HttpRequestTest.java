package dev.patchbay.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.http.Cancellation;
import dev.patchbay.sdk.http.Headers;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.secret.SecretValues;
import dev.patchbay.sdk.transport.AttemptTransports;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What goes on the wire, and what comes back from it. */
class HttpRequestTest {

    private final Network network = Nets.network(Nets.settings());

    @AfterEach
    void close() {
        network.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void sendsBodyAndDefaultHeaders() {
        try (Peer peer = Peer.answering(Peer.answer("201 Created", "X-A: b\r\n", "{\"id\":1}"))) {
            HttpReply reply =
                    Nets.reply(
                            network,
                            HttpCall.of("POST", peer.url("/a/b?c=d#e")).withBody(bytes("{}")));
            assertThat(reply.status()).isEqualTo(201);
            assertThat(reply.reasonPhrase()).isEqualTo("Created");
            assertThat(reply.headers().first("x-a")).contains("b");
            assertThat(reply.text()).isEqualTo("{\"id\":1}");
            assertThat(peer.requests)
                    .containsExactly(
                            """
                            POST /a/b?c=d HTTP/1.1
                            Host: 127.0.0.1:%d
                            Connection: keep-alive
                            Accept: application/json, text/plain, */*
                            User-Agent: Patchbay
                            Accept-Encoding: gzip, deflate
                            Content-Length: 2

                            {}\
                            """
                                    .formatted(peer.port())
                                    .replace("\n", "\r\n"));
        }
    }

    @Test
    void explicitHeadersReplaceDefaultsAndFramingStaysOurs() {
        try (Peer peer = Peer.answering(Peer.answer("200 OK", "", ""))) {
            Headers headers =
                    new Headers(
                            List.of(
                                    new Headers.Field("user-agent", "mine"),
                                    new Headers.Field("ACCEPT", "text/html"),
                                    new Headers.Field("Content-Length", "99"),
                                    new Headers.Field("Transfer-Encoding", "chunked"),
                                    new Headers.Field("Expect", "100-continue"),
                                    new Headers.Field("Connection", "close"),
                                    new Headers.Field("Accept-Encoding", "br"),
                                    new Headers.Field("X-Twice", "1"),
                                    new Headers.Field("X-Twice", "2")));
            Nets.reply(network, HttpCall.of("POST", peer.url("/")).withHeaders(headers));
            String request = peer.requests.getFirst();
            assertThat(Peer.header(request, "user-agent")).containsExactly("mine");
            assertThat(Peer.header(request, "accept")).containsExactly("text/html");
            assertThat(Peer.header(request, "content-length")).containsExactly("0");
            assertThat(Peer.header(request, "transfer-encoding")).isEmpty();
            assertThat(Peer.header(request, "expect")).isEmpty();
            assertThat(Peer.header(request, "connection")).containsExactly("keep-alive");
            assertThat(Peer.header(request, "accept-encoding")).containsExactly("gzip, deflate");
            assertThat(Peer.header(request, "x-twice")).containsExactly("1", "2");
        }
    }

    @Test
    void getHasNeitherBodyNorLength() {
        try (Peer peer = Peer.answering(Peer.answer("200 OK", "", "x"))) {
            Nets.reply(network, HttpCall.of("GET", peer.url("")));
            assertThat(peer.requests.getFirst()).startsWith("GET / HTTP/1.1\r\n");
            assertThat(Peer.header(peer.requests.getFirst(), "content-length")).isEmpty();
        }
    }

    @Test
    void userInfoOfTheUrlBecomesBasicUnlessAHeaderSaysOtherwise() {
        try (Peer peer = Peer.answering(Peer.answer("200 OK", "", ""))) {
            String url = "http://us%40er:pa%3Ass@127.0.0.1:" + peer.port() + "/";
            Nets.reply(network, HttpCall.of("GET", url));
            Nets.reply(network, HttpCall.of("GET", url).withHeader("Authorization", "Bearer x"));
            assertThat(Peer.header(peer.requests.get(0), "authorization"))
                    .containsExactly("Basic dXNAZXI6cGE6c3M=");
            assertThat(Peer.header(peer.requests.get(1), "authorization"))
                    .containsExactly("Bearer x");
        }
    }

    @Test
    void aReasonPhraseThatTheServerLeavesOutIsTheStandardOne() {
        try (Peer peer = Peer.answering("HTTP/1.1 503\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(Nets.reply(network, HttpCall.of("GET", peer.url("/"))).reasonPhrase())
                    .isEqualTo("Service Unavailable");
        }
        try (Peer peer = Peer.answering("HTTP/1.1 418 I am short\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(Nets.reply(network, HttpCall.of("GET", peer.url("/"))).reasonPhrase())
                    .isEqualTo("I am short");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Evil: 1", "a\nb", "a\rb", "a\u0000b", "a\u0100b", "a\u007fb"})
    void aHeaderValueThatWouldBreakTheHeadIsNotSent(String value) {
        try (Peer peer = Peer.answering(Peer.answer("200 OK", "", ""))) {
            HttpFailure failure =
                    Nets.failure(
                            network, HttpCall.of("GET", peer.url("/")).withHeader("X-Bad", value));
            assertThat(failure.reason()).isEqualTo(Reason.CONFIGURATION);
            assertThat(failure.effect()).isEqualTo(Effect.NONE);
            assertThat(failure.code()).contains("ERR_INVALID_CHAR");
            assertThat(failure.message())
                    .isEqualTo("Invalid character in header content [\"X-Bad\"]");
            assertThat(peer.connections()).isZero();
        }
    }

    @Test
    void aHeaderNameOrMethodThatIsNoTokenIsNotSent() {
        HttpFailure name =
                Nets.failure(
                        network,
                        HttpCall.of("GET", "http://127.0.0.1:1/").withHeader("X Bad", "1"));
        assertThat(name.code()).contains("ERR_INVALID_HTTP_TOKEN");
        HttpFailure method = Nets.failure(network, HttpCall.of("GE T", "http://127.0.0.1:1/"));
        assertThat(method.code()).contains("ERR_INVALID_HTTP_TOKEN");
    }

    @Test
    void countsBodyBytesAndKnowsWhetherAnythingEffectfulWasSent() {
        try (Peer peer = Peer.answering(Peer.answer("200 OK", "", ""))) {
            AttemptTransports attempt = Nets.attempt(network);
            attempt.http()
                    .send(HttpCall.of("POST", peer.url("/")).withBody(bytes("tok")).asHandshake());
            assertThat(attempt.requestBytes()).isEqualTo(3);
            assertThat(attempt.effectfulRequestSent()).isFalse();
            attempt.http().send(HttpCall.of("POST", peer.url("/")).withBody(bytes("hello")));
            assertThat(attempt.requestBytes()).isEqualTo(8);
            assertThat(attempt.effectfulRequestSent()).isTrue();
        }
    }

    @Test
    void nothingEffectfulWasSentToATargetThatRefusesConnections() {
        AttemptTransports attempt = Nets.attempt(network);
        attempt.http().send(HttpCall.of("POST", "http://127.0.0.1:1/").withBody(bytes("hello")));
        assertThat(attempt.effectfulRequestSent()).isFalse();
        assertThat(attempt.requestBytes()).isZero();
    }

    @Test
    void keepsOneConnectionAliveAndCountsIt() {
        try (Peer peer = Peer.answering(Peer.answer("200 OK", "", "x"))) {
            for (int i = 0; i < 20; i++) {
                Nets.reply(network, HttpCall.of("POST", peer.url("/" + i)).withBody(bytes("b")));
            }
            assertThat(peer.connections()).isEqualTo(1);
            assertThat(peer.requests).hasSize(20);
            assertThat(network.stats()).isEqualTo(new NetworkStats(0, 1, 0));
        }
    }

    @Test
    void refusesHostsThatAreNotOnTheList() {
        try (Network strict = Nets.network(Nets.hosts(Nets.settings(), "other.example"))) {
            HttpFailure failure =
                    Nets.failure(strict, HttpCall.of("GET", "http://127.0.0.1:1/a?b=c"));
            assertThat(failure.reason()).isEqualTo(Reason.BLOCKED);
            assertThat(failure.effect()).isEqualTo(Effect.NONE);
            assertThat(failure.message())
                    .isEqualTo(
                            "target url \"http://127.0.0.1:1/a?b=c\" is not added to the Kibana"
                                    + " config xpack.actions.allowedHosts");
        }
    }

    @Test
    void saysInvalidUrlAndUnsupportedProtocol() {
        HttpFailure invalid = Nets.failure(network, HttpCall.of("GET", "not a url"));
        assertThat(invalid.reason()).isEqualTo(Reason.CONFIGURATION);
        assertThat(invalid.message()).isEqualTo("Invalid URL");
        HttpFailure protocol = Nets.failure(network, HttpCall.of("GET", "ftp://127.0.0.1/"));
        assertThat(protocol.message()).isEqualTo("Unsupported protocol ftp:");
    }

    @Test
    void redactsSecretsFromItsOwnTexts() {
        SecretValues secrets = new SecretValues();
        secrets.add("https://hooks.example/T0/s3cr3t");
        try (Network strict = Nets.network(Nets.hosts(Nets.settings(), "other.example"))) {
            HttpFailure failure =
                    (HttpFailure)
                            strict.open(Nets.scope(secrets, Cancellation.never()))
                                    .http()
                                    .send(HttpCall.of("POST", "https://hooks.example/T0/s3cr3t"));
            assertThat(failure.message())
                    .isEqualTo(
                            "target url \"[redacted]\" is not added to the Kibana config"
                                    + " xpack.actions.allowedHosts");
        }
    }

    @Test
    void aClosedAttemptSendsNothing() {
        try (Peer peer = Peer.answering(Peer.answer("200 OK", "", ""))) {
            AttemptTransports attempt = Nets.attempt(network);
            attempt.close();
            attempt.close();
            HttpFailure failure =
                    (HttpFailure) attempt.http().send(HttpCall.of("GET", peer.url("/")));
            assertThat(failure.code()).contains("ERR_CANCELED");
            assertThat(failure.effect()).isEqualTo(Effect.NONE);
            assertThat(peer.requests).isEmpty();
        }
    }
}
