package dev.patchbay.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.http.Cancellation;
import dev.patchbay.sdk.http.CancellationSource;
import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.oauth.AccessTokens;
import dev.patchbay.sdk.oauth.AccessTokens.Result;
import dev.patchbay.sdk.oauth.ClientCredentials;
import dev.patchbay.sdk.oauth.TokenStore.StoredToken;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.secret.SecretValues;
import dev.patchbay.sdk.transport.AttemptTransports;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Client credentials: the request, the cache, the margin, one flight, the failures. */
class AccessTokensTest {

    private final MemoryTokens store = new MemoryTokens();
    private final TestClock clock = new TestClock();
    private final AtomicInteger issued = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);
    private volatile boolean gated;
    private volatile String answer =
            "{\"token_type\":\"bearer\",\"access_token\":\"tok-%d\",\"expires_in\":%s}";
    private volatile String status = "200 OK";
    private volatile String expiresIn = "3600";
    private final Peer endpoint =
            Peer.of(talk -> {
                while (talk.request() != null) {
                    if (gated) {
                        gate.await();
                    }
                    int number = issued.incrementAndGet();
                    talk.say(Peer.answer(status, "", answer.formatted(number, expiresIn)));
                }
            });
    private final Network network = new Network(Nets.settings(), store, clock);

    @AfterEach
    void close() {
        gate.countDown();
        network.close();
        endpoint.close();
    }

    private ClientCredentials grant(Map<String, String> additional) {
        return new ClientCredentials(
                endpoint.url("/token"),
                "my id",
                new Secret("s3cr3t&value"),
                Optional.of("read write"),
                additional,
                TlsOptions.DEFAULT);
    }

    private Result ask() {
        return Nets.attempt(network).tokens().clientCredentials(grant(Map.of()));
    }

    private static String value(Result result) {
        return result instanceof Result.Token token ? token.authorization().reveal() : "" + result;
    }

    @Test
    void theRequestIsASortedForm() {
        assertThat(value(ask())).isEqualTo("bearer tok-1");
        String request = endpoint.requests.getFirst();
        assertThat(request).startsWith("POST /token HTTP/1.1\r\n");
        assertThat(Peer.header(request, "content-type"))
                .containsExactly("application/x-www-form-urlencoded; charset=UTF-8");
        assertThat(request)
                .endsWith(
                        "\r\n\r\nclient_id=my+id&client_secret=s3cr3t%26value"
                                + "&grant_type=client_credentials&scope=read+write");
    }

    @Test
    void additionalFieldsReplaceAllButTheGrantType() {
        Nets.attempt(network)
                .tokens()
                .clientCredentials(
                        grant(
                                Map.of(
                                        "scope", "all",
                                        "audience", "x",
                                        "grant_type", "password",
                                        "client_id", "other")));
        assertThat(endpoint.requests.getFirst())
                .endsWith(
                        "\r\n\r\naudience=x&client_id=other&client_secret=s3cr3t%26value"
                                + "&grant_type=client_credentials&scope=all");
    }

    @Test
    void aTokenIsStoredAndUsedByTheNextAttemptAndTheNextStart() {
        assertThat(value(ask())).isEqualTo("bearer tok-1");
        assertThat(value(ask())).isEqualTo("bearer tok-1");
        try (Network restarted = new Network(Nets.settings(), store, clock)) {
            assertThat(value(Nets.attempt(restarted).tokens().clientCredentials(grant(Map.of()))))
                    .isEqualTo("bearer tok-1");
        }
        assertThat(issued).hasValue(1);
        StoredToken token = store.tokens.get("c1");
        assertThat(token.authorization().reveal()).isEqualTo("bearer tok-1");
        assertThat(token.createdAt()).isEqualTo(clock.now());
        assertThat(token.expiresAt()).contains(clock.now().plusSeconds(3600));
    }

    /** min(30 s, 10 % of the life) before its end. */
    @ParameterizedTest
    @CsvSource({"3600, 3569, 1", "3600, 3571, 2", "100, 89, 1", "100, 91, 2", "0, 0, 2"})
    void aTokenIsRenewedBeforeItEnds(String life, int after, int asked) {
        expiresIn = life;
        ask();
        clock.advance(Duration.ofSeconds(after));
        ask();
        assertThat(issued).hasValue(asked);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"7200\"', 7200",
        "null, 3600",
        "'\"soon\"', 3600",
        "1e99, 315360000",
        "-5, 0",
        "59.9, 59"
    })
    void oddLivesAreTaken(String life, long seconds) {
        expiresIn = life;
        assertThat(value(ask())).isEqualTo("bearer tok-1");
        assertThat(store.tokens.get("c1").expiresAt()).contains(clock.now().plusSeconds(seconds));
    }

    @Test
    void aStoredTokenWithoutEndNeverEnds() {
        store.put(
                "c1", new StoredToken(new Secret("Bearer forever"), clock.now(), Optional.empty()));
        clock.advance(Duration.ofDays(4000));
        assertThat(value(ask())).isEqualTo("Bearer forever");
    }

    @Test
    void tokenAndHeaderValueAreSecretsOfTheAttempt() {
        SecretValues first = new SecretValues();
        network.open(Nets.scope(first, Cancellation.never()))
                .tokens()
                .clientCredentials(grant(Map.of()));
        SecretValues second = new SecretValues();
        network.open(Nets.scope(second, Cancellation.never()))
                .tokens()
                .clientCredentials(grant(Map.of()));
        answer = "{\"token_type\":\"x\",\"access_token\":\"longer token-%d\",\"expires_in\":%s}";
        assertThat(first.all()).contains("bearer tok-1");
        assertThat(second.all()).contains("bearer tok-1");
        store.remove("c1");
        network.open(Nets.scope(first, Cancellation.never()))
                .tokens()
                .clientCredentials(grant(Map.of()));
        assertThat(first.all()).contains("longer token-2", "x longer token-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"201 Created", "400 Bad Request", "401 Unauthorized", "500 Oops"})
    void onlyTwoHundredIsSuccess(String refusal) {
        status = refusal;
        Result result = ask();
        assertThat(result).isInstanceOf(Result.Refused.class);
        assertThat(((Result.Refused) result).reply().status())
                .isEqualTo(Integer.parseInt(refusal.substring(0, 3)));
        assertThat(store.tokens).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"token_type\":\"b\"}",
                "[]",
                "no json",
                "",
                "{\"access_token\":5}",
                "{\"access_token\":\"\"}"
            })
    void twoHundredWithoutATokenIsARefusal(String body) {
        answer = body;
        assertThat(ask()).isInstanceOf(Result.Refused.class);
    }

    @Test
    void aMissingTypeIsBearer() {
        answer = "{\"access_token\":\"abc-%d\"}";
        assertThat(value(ask())).isEqualTo("Bearer abc-1");
    }

    @Test
    void theTokenUrlIsJudgedByTheAllowList() {
        try (Network strict =
                new Network(Nets.hosts(Nets.settings(), "other.example"), store, clock)) {
            Result result = Nets.attempt(strict).tokens().clientCredentials(grant(Map.of()));
            assertThat(result).isInstanceOf(Result.Unreachable.class);
            var failure = ((Result.Unreachable) result).failure();
            assertThat(failure.reason()).isEqualTo(Reason.BLOCKED);
            assertThat(failure.message())
                    .isEqualTo(
                            "target url \""
                                    + endpoint.url("/token")
                                    + "\" is not added to the Kibana config"
                                    + " xpack.actions.allowedHosts");
        }
    }

    @Test
    void discardingMakesTheNextOneAskAgain() {
        ask();
        Nets.attempt(network).tokens().discard();
        assertThat(store.tokens).isEmpty();
        assertThat(value(ask())).isEqualTo("bearer tok-2");
    }

    @Test
    void aStoreThatFailsCostsAFetchAndNothingElse() {
        store.failing = true;
        assertThat(value(ask())).isEqualTo("bearer tok-1");
        assertThat(value(ask())).isEqualTo("bearer tok-2");
        Nets.attempt(network).tokens().discard();
    }

    @Test
    void theCallIsAHandshakeWhoseBytesCount() {
        AttemptTransports attempt = Nets.attempt(network);
        attempt.tokens().clientCredentials(grant(Map.of()));
        assertThat(attempt.effectfulRequestSent()).isFalse();
        assertThat(attempt.requestBytes()).isEqualTo(91);
    }

    @Test
    void manyAtOnceAskOnce() throws Exception {
        gated = true;
        assertThat(together(40)).containsOnly("bearer tok-1").hasSize(40);
        assertThat(issued).hasValue(1);
    }

    @Test
    void manyAtOnceShareARefusal() throws Exception {
        gated = true;
        status = "503 Busy";
        assertThat(together(40)).allMatch(text -> text.startsWith("Refused"));
        assertThat(issued).hasValue(1);
    }

    /** All asked before the endpoint answers the first. */
    private List<String> together(int count) throws Exception {
        Callers<String> callers = Callers.start(count, () -> value(ask()));
        Until.holds("one asks the endpoint", () -> !endpoint.requests.isEmpty());
        Until.holds(
                "the others wait for it",
                () -> callers.waitingIn(TokenFlights.Flight.class) == count - 1);
        gate.countDown();
        return callers.answers();
    }

    @Test
    void whoWaitsForAnotherOnesFetchMayLeave() throws Exception {
        gated = true;
        CancellationSource leaving = new CancellationSource();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> first = executor.submit(() -> value(ask()));
            while (endpoint.requests.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            Future<Result> second =
                    executor.submit(() ->
                            network.open(Nets.scope(new SecretValues(), leaving))
                                    .tokens()
                                    .clientCredentials(grant(Map.of())));
            TimeUnit.MILLISECONDS.sleep(50);
            leaving.cancel();
            assertThat(second.get(30, TimeUnit.SECONDS))
                    .isEqualTo(new Result.Unreachable(NodeErrors.cancelled(Effect.NONE)));
            gate.countDown();
            assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo("bearer tok-1");
        }
    }

    @Test
    void whoFetchedForOthersMayLeaveAndTheyGoOn() throws Exception {
        gated = true;
        CancellationSource leaving = new CancellationSource();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var _ =
                    executor.submit(() ->
                            network.open(Nets.scope(new SecretValues(), leaving))
                                    .tokens()
                                    .clientCredentials(grant(Map.of())));
            while (endpoint.requests.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            Future<String> second = executor.submit(() -> value(ask()));
            TimeUnit.MILLISECONDS.sleep(50);
            leaving.cancel();
            TimeUnit.MILLISECONDS.sleep(50);
            gate.countDown();
            assertThat(second.get(60, TimeUnit.SECONDS)).startsWith("bearer tok-");
        }
    }

    @Test
    void grantsOfOneConnectorThatDifferAreAskedApart() throws Exception {
        gated = true;
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            AccessTokens tokens = Nets.attempt(network).tokens();
            var _ = executor.submit(() -> tokens.clientCredentials(grant(Map.of())));
            var _ =
                    executor.submit(
                            () -> tokens.clientCredentials(grant(Map.of("scope", "other"))));
            Until.holds("two are asked", () -> endpoint.requests.size() == 2);
            gate.countDown();
        }
    }
}
