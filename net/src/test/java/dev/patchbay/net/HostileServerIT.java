package dev.patchbay.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.http.CancellationSource;
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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/** Peers that hang, drip, lie and break off: reason, effect, deadline, and nothing left behind. */
class HostileServerIT {

    private static final int DEADLINE = 400;

    /** What a machine that stalls may add: other deadlines are a minute. */
    private static final int SLACK = 30_000;

    /** A machine that stalls before a request is sent makes it end without effect. */
    private static final int TRIES = 5;

    private final Network network = Nets.network(Nets.settings());
    private final Network hasty = Nets.network(Nets.timeout(Nets.settings(), DEADLINE));

    @AfterEach
    void nothingIsLeft() {
        for (Network each : List.of(network, hasty)) {
            assertThat(each.stats().leased()).isZero();
            assertThat(each.stats().pending()).isZero();
            each.close();
            assertThat(each.stats().available()).isZero();
        }
    }

    private static HttpCall post(Peer peer) {
        return HttpCall.of("POST", peer.url("/")).withBody(new byte[] {'x'});
    }

    /** Sends to a peer that must see its connections closed afterwards. */
    private HttpFailure failure(Peer.Script script) throws Exception {
        return failure(network, script);
    }

    private static HttpFailure failure(Network through, Peer.Script script) throws Exception {
        try (Peer peer = Peer.of(script)) {
            long start = System.nanoTime();
            HttpFailure failure = Nets.failure(through, post(peer));
            long millis = (System.nanoTime() - start) / 1_000_000;
            assertThat(millis).isLessThan(DEADLINE + SLACK);
            awaitClose(peer);
            assertThat(peer.connections()).as("nothing is repeated").isLessThanOrEqualTo(1);
            return failure;
        }
    }

    /** What ends at the deadline after something was sent. */
    private static HttpFailure late(Callable<HttpFailure> call) throws Exception {
        HttpFailure failure = call.call();
        for (int i = 1; i < TRIES && failure.effect() == Effect.NONE; i++) {
            failure = call.call();
        }
        return failure;
    }

    private HttpFailure late(Peer.Script script) throws Exception {
        return late(() -> failure(hasty, script));
    }

    private static void assertTimeout(HttpFailure failure, Effect effect) {
        assertThat(failure)
                .isEqualTo(NodeErrors.timeout(DEADLINE, effect))
                .extracting(HttpFailure::message)
                .isEqualTo("timeout of 400ms exceeded");
        assertThat(failure.code()).contains("ECONNABORTED");
    }

    @Test
    void silenceEndsAtTheDeadline() throws Exception {
        assertTimeout(
                late(talk -> {
                    talk.request();
                    talk.waitForClose();
                }),
                Effect.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nX: ", "HTTP/1.1 200 OK\r\n\r\n"})
    void dripFeedingEndsAtTheDeadline(String start) throws Exception {
        assertTimeout(
                late(talk -> {
                    talk.request();
                    talk.say(start);
                    while (true) {
                        TimeUnit.MILLISECONDS.sleep(20);
                        talk.say("a");
                    }
                }),
                Effect.UNKNOWN);
    }

    @Test
    void endlessInterimAnswersEnd() throws Exception {
        HttpFailure failure =
                failure(talk -> {
                    talk.request();
                    while (true) {
                        talk.say("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n");
                    }
                });
        assertThat(failure.reason()).isEqualTo(Reason.NETWORK);
        assertThat(failure.message()).isEqualTo("Parse Error: Header overflow");
        assertThat(failure.code()).contains("HPE_HEADER_OVERFLOW");
    }

    @Test
    void aPeerThatDoesNotReadCannotHoldALargeBody() throws Exception {
        try (Peer peer = Peer.of(talk -> TimeUnit.SECONDS.sleep(60))) {
            HttpCall large = HttpCall.of("POST", peer.url("/")).withBody(new byte[64 << 20]);
            HttpFailure failure = late(() -> Nets.failure(hasty, large));
            assertTimeout(failure, Effect.UNKNOWN);
        }
    }

    @Test
    void aFullAcceptQueueEndsAtTheDeadlineWithNothingSent() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> fillers = new ArrayList<>();
            boolean room = true;
            while (room) {
                Socket filler = new Socket();
                fillers.add(filler);
                try {
                    filler.connect(full.getLocalSocketAddress(), 200);
                } catch (SocketTimeoutException e) {
                    room = false;
                }
            }
            HttpFailure failure =
                    Nets.failure(
                            hasty,
                            HttpCall.of("POST", "http://127.0.0.1:" + full.getLocalPort() + "/"));
            assertTimeout(failure, Effect.NONE);
            for (Socket filler : fillers) {
                filler.close();
            }
        }
    }

    @Test
    void aNameThatNeverResolvesEndsAtTheDeadlineWithNothingSent() {
        CountDownLatch end = new CountDownLatch(1);
        NameResolver silent =
                name -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return List.of();
                };
        try (Network waiting = Nets.network(Nets.timeout(Nets.settings(), DEADLINE), silent)) {
            assertTimeout(
                    Nets.failure(waiting, HttpCall.of("POST", "http://never.example/")),
                    Effect.NONE);
        } finally {
            end.countDown();
        }
    }

    /** Crumbs gather, and none is lost: neither in the head nor in the body. */
    @Test
    void anAnswerThatComesByteByByteComesWhole() throws Exception {
        String answer = Peer.answer("200 OK", "X-A: b\r\n", "in crumbs");
        try (Peer peer =
                Peer.of(talk -> {
                    for (int i = 0; i < 2; i++) {
                        talk.request();
                        for (String each : answer.split("")) {
                            TimeUnit.MILLISECONDS.sleep(10);
                            talk.say(each);
                        }
                    }
                })) {
            for (int i = 0; i < 2; i++) {
                HttpReply reply = Nets.reply(network, post(peer));
                assertThat(reply.text()).isEqualTo("in crumbs");
                assertThat(reply.headers().first("X-A")).contains("b");
            }
            assertThat(peer.connections()).as("the link is kept").isEqualTo(1);
        }
    }

    @Test
    void aCallMayLengthenTheDeadlineAndNeverShortenIt() throws Exception {
        try (Peer peer =
                Peer.of(talk -> {
                    talk.request();
                    TimeUnit.MILLISECONDS.sleep(700);
                    talk.say(Peer.answer("200 OK", "", "late"));
                })) {
            assertTimeout(
                    late(() -> Nets.failure(hasty, post(peer).withTimeout(Duration.ofMillis(1)))),
                    Effect.UNKNOWN);
            assertThat(Nets.reply(hasty, post(peer).withTimeout(Duration.ofSeconds(60))).text())
                    .isEqualTo("late");
        }
    }

    @Test
    void closingBeforeAnAnswerIsASocketHangUp() throws Exception {
        HttpFailure failure = failure(Peer.Conversation::request);
        assertThat(failure.reason()).isEqualTo(Reason.NETWORK);
        assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(failure.code()).contains("ECONNRESET");
        assertThat(failure.message()).isEqualTo("socket hang up");
    }

    @Test
    void aResetBeforeAnAnswer() throws Exception {
        HttpFailure failure =
                failure(talk -> {
                    talk.request();
                    talk.reset();
                });
        assertThat(failure.reason()).isEqualTo(Reason.NETWORK);
        assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(failure.message()).isEqualTo("read ECONNRESET");
    }

    @ParameterizedTest
    @CsvSource({
        "200 OK, unknown",
        "404 Not Found, none",
        "503 Service Unavailable, none",
        "500 Oops, unknown"
    })
    void breakingOffInsideTheBodyLeavesWhatTheStatusSaid(String status, String effect)
            throws Exception {
        HttpFailure failure =
                failure(talk -> {
                    talk.request();
                    talk.say("HTTP/1.1 " + status + "\r\nContent-Length: 100\r\n\r\nhalf");
                });
        assertThat(failure.reason()).isEqualTo(Reason.NETWORK);
        assertThat(failure.effect().label()).isEqualTo(effect);
        assertThat(failure.message()).isEqualTo("stream has been aborted");
    }

    @Test
    void breakingOffInsideAChunk() throws Exception {
        HttpFailure failure =
                failure(talk -> {
                    talk.request();
                    talk.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nha");
                });
        assertThat(failure.reason()).isEqualTo(Reason.NETWORK);
        assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 20",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n",
                "HTTP/1.1 200 OK\r\n"
            })
    void aHeadThatBreaksOffIsNoAnswer(String half) throws Exception {
        HttpFailure failure =
                failure(talk -> {
                    talk.request();
                    talk.say(half);
                });
        assertThat(failure.reason()).isEqualTo(Reason.NETWORK);
        assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "HTTP/2.0 200 OK\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
                "\u0000\u0001\u0002\r\n\r\n"
            })
    void whatIsNotHttpIsAParseError(String bytes) throws Exception {
        HttpFailure failure =
                failure(talk -> {
                    talk.request();
                    talk.say(bytes);
                    talk.waitForClose();
                });
        assertThat(failure.reason()).isEqualTo(Reason.NETWORK);
        assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(failure.message()).isEqualTo("Parse Error: Expected HTTP/");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5000})
    void headersWithoutEndAreCutOff(int length) throws Exception {
        HttpFailure failure =
                failure(talk -> {
                    talk.request();
                    talk.say("HTTP/1.1 200 OK\r\n");
                    String header = "X: " + "y".repeat(length) + "\r\n";
                    while (true) {
                        talk.say(header);
                    }
                });
        assertThat(failure.reason()).isEqualTo(Reason.NETWORK);
        assertThat(failure.message()).isEqualTo("Parse Error: Header overflow");
    }

    @Test
    void headersOfSixtyKilobytesAreRead() {
        String header = "X: " + "y".repeat(30_000) + "\r\n";
        try (Peer peer = Peer.answering(Peer.answer("200 OK", header + header, "b"))) {
            assertThat(Nets.reply(network, post(peer)).text()).isEqualTo("b");
        }
    }

    @Test
    void aHundredMegabytesStopAtTheLimit() throws Exception {
        HttpFailure failure =
                failure(talk -> {
                    talk.request();
                    talk.say("HTTP/1.1 200 OK\r\n\r\n");
                    byte[] block = new byte[1 << 20];
                    for (int i = 0; i < 100; i++) {
                        talk.say(block);
                    }
                });
        assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(failure.effect()).isEqualTo(Effect.APPLIED);
        assertThat(failure.code()).contains("ERR_BAD_RESPONSE");
        assertThat(failure.message()).isEqualTo("maxContentLength size of 1048576 exceeded");
    }

    @Test
    void aLengthBeyondTheLimitIsNotReadAtAll() throws Exception {
        HttpFailure failure =
                failure(talk -> {
                    talk.request();
                    talk.say("HTTP/1.1 404 No\r\nContent-Length: 104857600\r\n\r\n");
                    talk.waitForClose();
                });
        assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(failure.effect()).isEqualTo(Effect.NONE);
    }

    @Test
    void exactlyTheLimitIsRead() {
        try (Network small = Nets.network(Nets.limit(Nets.settings(), 5));
                Peer fits = Peer.answering(Peer.answer("200 OK", "", "12345"));
                Peer over = Peer.answering(Peer.answer("200 OK", "", "123456"))) {
            assertThat(Nets.reply(small, post(fits)).text()).isEqualTo("12345");
            assertThat(Nets.failure(small, post(over)).message())
                    .isEqualTo("maxContentLength size of 5 exceeded");
        }
    }

    @Test
    void aCompressedBombStopsAtTheLimitOfWhatItBecomes() throws Exception {
        byte[] bomb = gzip(gzip(new byte[64 << 20]));
        assertThat(bomb.length).isLessThan(10_000);
        HttpFailure failure =
                failure(talk -> {
                    talk.request();
                    talk.say(
                            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\n"
                                    + "Content-Length: "
                                    + bomb.length
                                    + "\r\n\r\n");
                    talk.say(bomb);
                    talk.waitForClose();
                });
        assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(failure.effect()).isEqualTo(Effect.APPLIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "deflate", "identity", "br"})
    void whatWeSayWeCanDecodeIsDecodedAndTheRestIsHandedOn(String coding) throws Exception {
        byte[] plain = "{\"a\":1}".repeat(100).getBytes(StandardCharsets.UTF_8);
        byte[] sent =
                switch (coding) {
                    case "gzip", "x-gzip" -> gzip(plain);
                    case "deflate" -> deflate(plain);
                    default -> plain;
                };
        try (Peer peer =
                Peer.of(talk -> {
                    while (talk.request() != null) {
                        talk.say(
                                "HTTP/1.1 200 OK\r\nContent-Encoding: "
                                        + coding
                                        + "\r\nContent-Length: "
                                        + sent.length
                                        + "\r\n\r\n");
                        talk.say(sent);
                    }
                })) {
            for (int i = 0; i < 3; i++) {
                HttpReply reply = Nets.reply(network, post(peer));
                assertThat(reply.body()).isEqualTo(plain);
                boolean decoded = !coding.equals("identity") && !coding.equals("br");
                assertThat(reply.headers().first("Content-Encoding").isEmpty()).isEqualTo(decoded);
            }
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void whatCallsItselfGzipAndIsNot() throws Exception {
        HttpFailure failure =
                failure(talk -> {
                    talk.request();
                    talk.say(Peer.answer("200 OK", "Content-Encoding: gzip\r\n", "{}{}{}"));
                    talk.waitForClose();
                });
        assertThat(failure.reason()).isEqualTo(Reason.NETWORK);
        assertThat(failure.effect()).isEqualTo(Effect.APPLIED);
        assertThat(failure.code()).contains("Z_DATA_ERROR");
        assertThat(failure.message()).isEqualTo("incorrect header check");
    }

    @Test
    void anAnswerBeforeTheWholeBodyWasSentCounts() {
        try (Peer peer =
                Peer.of(talk -> {
                    talk.in().readNBytes(100);
                    talk.say(Peer.answer("413 Too Large", "Connection: close\r\n", "no"));
                    talk.socket.shutdownOutput();
                    TimeUnit.MILLISECONDS.sleep(50);
                })) {
            HttpReply reply =
                    Nets.reply(
                            network,
                            HttpCall.of("POST", peer.url("/")).withBody(new byte[20 << 20]));
            assertThat(reply.status()).isEqualTo(413);
            assertThat(network.stats().available()).isZero();
        }
    }

    private static void awaitClose(Peer peer) {
        Until.holds("its connections are closed", () -> peer.openConnections() == 0);
    }

    @Test
    void aConnectionThatThePeerClosedBetweenRequestsIsNotUsed() throws Exception {
        try (Peer peer =
                Peer.of(talk -> {
                    talk.request();
                    talk.say(Peer.answer("200 OK", "", "x"));
                })) {
            for (int i = 0; i < 50; i++) {
                assertThat(Nets.reply(network, post(peer)).status()).isEqualTo(200);
                awaitClose(peer);
            }
            assertThat(peer.connections()).isEqualTo(50);
            assertThat(peer.requests).hasSize(50);
            assertThat(network.stats().available()).as("such a peer's links are not kept").isZero();
        }
    }

    @Test
    void aRequestThatCrossesTheCloseIsReportedOnceAndNeitherRepeatedNorLost() {
        try (Peer peer =
                Peer.of(talk -> {
                    talk.request();
                    talk.say(Peer.answer("200 OK", "", "x"));
                    talk.request();
                })) {
            assertThat(Nets.reply(network, post(peer)).status()).isEqualTo(200);
            HttpFailure failure = Nets.failure(network, post(peer));
            assertThat(failure.message()).isEqualTo("socket hang up");
            assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN);
            assertThat(peer.requests).hasSize(2);
            for (int i = 0; i < 10; i++) {
                assertThat(Nets.reply(network, post(peer)).status()).isEqualTo(200);
            }
            assertThat(peer.connections()).as("it is not trusted again").isEqualTo(11);
        }
    }

    @Test
    void whatAPeerSaysUnaskedIsNoAnswerToTheNextRequest() throws Exception {
        try (Peer peer =
                Peer.of(talk -> {
                    while (talk.request() != null) {
                        String mine = Peer.answer("200 OK", "", "mine");
                        String forged = Peer.answer("200 OK", "", "forged");
                        talk.say(mine + forged);
                    }
                })) {
            for (int i = 0; i < 10; i++) {
                assertThat(Nets.reply(network, post(peer)).text()).isEqualTo("mine");
                TimeUnit.MILLISECONDS.sleep(3);
            }
            assertThat(peer.connections()).isEqualTo(10);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Connection: close\r\n", "Keep-Alive: timeout=1\r\n"})
    void aPeerThatWillCloseIsNotKept(String header) {
        try (Peer peer = Peer.answering(Peer.answer("200 OK", header, "x"))) {
            Nets.reply(network, post(peer));
            assertThat(network.stats().available()).isZero();
        }
    }

    @Test
    void anAnswerWithoutLengthEndsWithTheConnection() {
        try (Peer peer =
                Peer.of(talk -> {
                    talk.request();
                    talk.say("HTTP/1.0 200 OK\r\n\r\nall of it");
                })) {
            assertThat(Nets.reply(network, post(peer)).text()).isEqualTo("all of it");
        }
    }

    @Test
    void htmlIsAnAnswerLikeAnyOther() {
        String page = "<!doctype html><title>login</title>";
        try (Peer peer =
                Peer.answering(Peer.answer("200 OK", "Content-Type: text/html\r\n", page))) {
            HttpReply reply = Nets.reply(network, post(peer));
            assertThat(reply.text()).isEqualTo(page);
            assertThat(reply.json()).isEmpty();
        }
    }

    @Test
    void cancellationEndsASilentCall() throws Exception {
        try (Peer peer =
                        Peer.of(talk -> {
                            talk.request();
                            talk.waitForClose();
                        });
                Network patient = Nets.network(Nets.settings())) {
            CancellationSource source = new CancellationSource();
            Thread.ofVirtual()
                    .start(() -> {
                        Until.holds("it is asked", () -> !peer.requests.isEmpty());
                        source.cancel();
                    });
            long start = System.nanoTime();
            HttpFailure failure =
                    (HttpFailure)
                            patient.open(Nets.scope(new SecretValues(), source))
                                    .http()
                                    .send(post(peer));
            // It would wait for a minute.
            assertThat(System.nanoTime() - start).isLessThan(30_000_000_000L);
            assertThat(failure.reason()).isEqualTo(Reason.NETWORK);
            assertThat(failure.effect()).isEqualTo(Effect.UNKNOWN);
            assertThat(failure.code()).contains("ERR_CANCELED");
            assertThat(failure.message()).isEqualTo("canceled");
        }
    }

    @Test
    void closingTheNetworkEndsWhatIsUnderWay() {
        try (Peer peer =
                Peer.of(talk -> {
                    talk.request();
                    talk.waitForClose();
                })) {
            Network ending = Nets.network(Nets.settings());
            Thread.ofVirtual()
                    .start(() -> {
                        Until.holds("it is asked", () -> !peer.requests.isEmpty());
                        ending.close();
                    });
            assertThat(Nets.failure(ending, post(peer)).code()).contains("ERR_CANCELED");
            assertThat(Nets.failure(ending, post(peer)).effect()).isEqualTo(Effect.NONE);
            assertThat(peer.requests).hasSize(1);
        }
    }

    private static long threadsOfOurs() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("net-"))
                .count();
    }

    @Test
    void noThreadOutlivesTheNetwork() throws Exception {
        long before = threadsOfOurs();
        try (Peer peer = Peer.answering(Peer.answer("200 OK", "", "x"));
                Network ending =
                        Nets.network(
                                Nets.settings(),
                                name -> List.of(InetAddress.getLoopbackAddress()))) {
            String url = "http://some.example:" + peer.port() + "/";
            assertThat(Nets.reply(ending, HttpCall.of("GET", url)).status()).isEqualTo(200);
            assertThat(threadsOfOurs()).isGreaterThan(before);
        }
        Until.holds("its threads are gone", () -> threadsOfOurs() <= before);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] deflate(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var deflate = new java.util.zip.DeflaterOutputStream(out)) {
            deflate.write(bytes);
        }
        return out.toByteArray();
    }
}
