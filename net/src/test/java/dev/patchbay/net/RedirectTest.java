package dev.patchbay.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.http.Cancellation;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.secret.SecretValues;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The redirect rule of the contract, section 1.5. */
class RedirectTest {

    private final Peer end = Peer.answering(Peer.answer("200 OK", "", "end"));
    private final Network network = Nets.network(Nets.settings());

    @AfterEach
    void close() {
        network.close();
        end.close();
    }

    private static String to(int status, String location) {
        return Peer.answer(status + " See", "Location: " + location + "\r\n", "moved");
    }

    private static HttpCall call(String method, Peer peer) {
        HttpCall call =
                HttpCall.of(method, peer.url("/start"))
                        .withHeader("Content-Type", "application/json")
                        .withHeader("Authorization", "Bearer t0k3n")
                        .withHeader("Cookie", "a=b")
                        .withHeader("X-Api-Key", "k3y-s3cr3t")
                        .withHeader("X-Other", "plain");
        return method.equals("GET")
                ? call
                : call.withBody("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "301, POST, GET",
        "302, POST, GET",
        "303, POST, GET",
        "303, PUT, GET",
        "301, PUT, PUT",
        "302, DELETE, DELETE",
        "307, POST, POST",
        "308, PUT, PUT",
        "302, GET, GET",
        "300, GET, GET"
    })
    void methodAndBodyFollowTheStatus(int status, String method, String then) {
        try (Peer start = Peer.answering(to(status, end.url("/end?x=1")))) {
            HttpReply reply = Nets.reply(network, call(method, start));
            assertThat(reply.text()).isEqualTo("end");
            String request = end.requests.getFirst();
            assertThat(request).startsWith(then + " /end?x=1 HTTP/1.1\r\n");
            boolean body = !then.equals("GET");
            assertThat(request.endsWith("{\"a\":1}")).isEqualTo(body);
            assertThat(Peer.header(request, "content-type"))
                    .isEqualTo(method.equals(then) ? List.of("application/json") : List.of());
            assertThat(Peer.header(request, "host")).containsExactly("127.0.0.1:" + end.port());
        }
    }

    @Test
    void credentialsAndSecretHeadersStayBehindWhenTheHostChanges() {
        SecretValues secrets = new SecretValues();
        secrets.add("k3y-s3cr3t");
        try (Peer start = Peer.answering(to(307, end.url("/")))) {
            network.open(Nets.scope(secrets, Cancellation.never()))
                    .http()
                    .send(call("POST", start));
            String request = end.requests.getFirst();
            assertThat(Peer.header(request, "authorization")).isEmpty();
            assertThat(Peer.header(request, "cookie")).isEmpty();
            assertThat(Peer.header(request, "x-api-key")).isEmpty();
            assertThat(Peer.header(request, "x-other")).containsExactly("plain");
        }
    }

    @Test
    void credentialsStayWithTheHost() {
        SecretValues secrets = new SecretValues();
        secrets.add("k3y-s3cr3t");
        try (Peer start =
                Peer.of(talk -> {
                    while (true) {
                        String request = talk.request();
                        if (request == null) {
                            return;
                        }
                        talk.say(
                                request.startsWith("POST /start")
                                        ? to(307, "next/../other")
                                        : Peer.answer("200 OK", "", ""));
                    }
                })) {
            network.open(Nets.scope(secrets, Cancellation.never()))
                    .http()
                    .send(call("POST", start));
            String request = start.requests.get(1);
            assertThat(request).startsWith("POST /other HTTP/1.1");
            assertThat(Peer.header(request, "authorization")).containsExactly("Bearer t0k3n");
            assertThat(Peer.header(request, "cookie")).containsExactly("a=b");
            assertThat(Peer.header(request, "x-api-key")).containsExactly("k3y-s3cr3t");
        }
    }

    @Test
    void eachHopIsJudgedAgainstTheAllowList() {
        try (Network strict = Nets.network(Nets.hosts(Nets.settings(), "127.0.0.1"));
                Peer start = Peer.answering(to(302, "http://localhost:" + end.port() + "/"))) {
            HttpFailure failure = Nets.failure(strict, call("POST", start));
            assertThat(failure.reason()).isEqualTo(Reason.BLOCKED);
            assertThat(failure.effect()).isEqualTo(Effect.NONE);
            assertThat(failure.code()).contains("ERR_FR_REDIRECTION_FAILURE");
            assertThat(failure.message())
                    .isEqualTo(
                            "Redirected request failed: target hostname \"localhost\" is not added"
                                    + " to the Kibana config xpack.actions.allowedHosts");
            assertThat(end.requests).isEmpty();
        }
    }

    @Test
    void endlessRedirectsEnd() {
        try (Peer start = Peer.answering(to(302, "/again"))) {
            HttpFailure failure = Nets.failure(network, call("GET", start));
            assertThat(failure.reason()).isEqualTo(Reason.BLOCKED);
            assertThat(failure.code()).contains("ERR_FR_TOO_MANY_REDIRECTS");
            assertThat(failure.message()).isEqualTo("Maximum number of redirects exceeded");
            assertThat(start.requests).hasSize(22);
            assertThat(start.connections()).isEqualTo(1);
        }
    }

    @Test
    void noneIsFollowedWhenTheCallSaysSo() {
        try (Peer start = Peer.answering(to(302, end.url("/")))) {
            assertThat(Nets.reply(network, call("GET", start).withRedirects(0)).status())
                    .isEqualTo(302);
            assertThat(end.requests).isEmpty();
        }
    }

    @Test
    void aRedirectWithoutLocationIsAnAnswer() {
        try (Peer start = Peer.answering(Peer.answer("302 Found", "", "no"))) {
            assertThat(Nets.reply(network, call("GET", start)).text()).isEqualTo("no");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'http://', Redirected request failed: Invalid URL",
        "'file:///etc/passwd', Redirected request failed: Invalid URL",
        "'ftp://127.0.0.1/', Redirected request failed: Unsupported protocol ftp:",
        "'gopher://127.0.0.1/', Redirected request failed: Unsupported protocol gopher:"
    })
    void whereNoHttpIsNothingIsFollowed(String location, String text) {
        try (Peer start = Peer.answering(to(302, location))) {
            HttpFailure failure = Nets.failure(network, call("GET", start));
            assertThat(failure.reason()).isEqualTo(Reason.BLOCKED);
            assertThat(failure.message()).isEqualTo(text);
        }
    }

    /** A POST that was answered by "see there" may have been carried out. */
    @ParameterizedTest
    @CsvSource({"303, unknown", "302, unknown", "307, none", "308, none"})
    void aHopThatCannotBeMadeLeavesWhatTheFirstMayHaveDone(int status, String effect) {
        try (Peer start = Peer.answering(to(status, "http://127.0.0.1:1/"))) {
            HttpFailure failure = Nets.failure(network, call("POST", start));
            assertThat(failure.message()).isEqualTo("connect ECONNREFUSED 127.0.0.1:1");
            assertThat(failure.effect().label()).isEqualTo(effect);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {307})
    void bodyBytesOfEachHopCount(int status) {
        try (Peer start = Peer.answering(to(status, end.url("/")))) {
            var attempt = Nets.attempt(network);
            attempt.http().send(call("POST", start));
            assertThat(attempt.requestBytes()).isEqualTo(14);
        }
    }

    @Test
    void theDeadlineIsOneForAllHops() {
        try (Network quick = Nets.network(Nets.timeout(Nets.settings(), 300));
                Peer start =
                        Peer.of(talk -> {
                            while (talk.request() != null) {
                                java.util.concurrent.TimeUnit.MILLISECONDS.sleep(60);
                                talk.say(to(302, "/again"));
                            }
                        })) {
            HttpFailure failure = Nets.failure(quick, call("GET", start));
            assertThat(failure.message()).isEqualTo("timeout of 300ms exceeded");
            // None where the machine stalled before the first was sent.
            assertThat(start.requests).hasSizeLessThanOrEqualTo(6);
        }
    }
}
