package dev.patchbay.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.sdk.http.CancellationSource;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.secret.SecretValues;
import dev.patchbay.sdk.time.Clock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Names and connects: Node's texts, other addresses, one lookup for many, nobody held up. */
class ConnectTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    @Test
    void aRefusedConnection() {
        try (Network network = Nets.network(Nets.settings())) {
            HttpFailure failure =
                    Nets.failure(network, HttpCall.of("POST", "http://127.0.0.1:1/x"));
            assertThat(failure.reason()).isEqualTo(Reason.NETWORK);
            assertThat(failure.effect()).isEqualTo(Effect.NONE);
            assertThat(failure.code()).contains("ECONNREFUSED");
            assertThat(failure.message()).isEqualTo("connect ECONNREFUSED 127.0.0.1:1");
        }
    }

    private static IOException exception(String name) {
        return switch (name) {
            case "refused" -> new ConnectException("Connection refused");
            case "unreachable" -> new ConnectException("Network is unreachable");
            case "no route" -> new NoRouteToHostException("No route to host");
            case "silent" -> new SocketTimeoutException("Connect timed out");
            case "timed out" -> new ConnectException("Connection timed out");
            case "reset" -> new SocketException("Connection reset");
            case "files" -> new SocketException("Too many open files");
            default -> new SocketException("Permission denied");
        };
    }

    @ParameterizedTest
    @CsvSource({
        "refused, ECONNREFUSED",
        "unreachable, ENETUNREACH",
        "no route, EHOSTUNREACH",
        "silent, ETIMEDOUT",
        "timed out, ETIMEDOUT",
        "reset, ECONNRESET",
        "files, EMFILE",
        "denied, EACCES"
    })
    void whatTheSystemSaysInNodesWords(String what, String code) {
        try (Network network =
                new Network(
                        Nets.settings(),
                        new MemoryTokens(),
                        Clock.system(),
                        NameResolver.system(),
                        (channel, to, millis) -> {
                            throw exception(what);
                        })) {
            HttpFailure failure =
                    Nets.failure(network, HttpCall.of("GET", "http://[2001:DB8:0::7]:8080/"));
            assertThat(failure.message()).isEqualTo("connect " + code + " 2001:db8::7:8080");
            assertThat(failure.code()).contains(code);
            assertThat(failure.effect()).isEqualTo(Effect.NONE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "h: Name or service not known, ENOTFOUND",
        "h: Temporary failure in name resolution, EAI_AGAIN"
    })
    void aNameWithoutAddress(String text, String code) {
        try (Network network =
                Nets.network(
                        Nets.settings(),
                        name -> {
                            throw new UnknownHostException(text);
                        })) {
            HttpFailure failure =
                    Nets.failure(network, HttpCall.of("GET", "https://No.Such.example/"));
            assertThat(failure.reason()).isEqualTo(Reason.NETWORK);
            assertThat(failure.effect()).isEqualTo(Effect.NONE);
            assertThat(failure.code()).contains(code);
            assertThat(failure.message()).isEqualTo("getaddrinfo " + code + " no.such.example");
        }
    }

    @Test
    void theNextAddressIsTriedWhenOneDoesNotAnswer() {
        try (Peer peer = Peer.answering(Peer.answer("200 OK", "", "second"));
                Network network =
                        Nets.network(
                                Nets.settings(),
                                name -> List.of(InetAddress.ofLiteral("127.0.0.9"), LOOPBACK))) {
            HttpCall call = HttpCall.of("GET", "http://two.example:" + peer.port() + "/");
            assertThat(Nets.reply(network, call).text()).isEqualTo("second");
        }
    }

    @Test
    void aSilentAddressLeavesTimeForTheNext() {
        List<Integer> given = new ArrayList<>();
        try (Peer peer = Peer.answering(Peer.answer("200 OK", "", "second"));
                Network network =
                        new Network(
                                Nets.settings(),
                                new MemoryTokens(),
                                Clock.system(),
                                name -> List.of(InetAddress.ofLiteral("127.0.0.9"), LOOPBACK),
                                (channel, to, millis) -> {
                                    given.add(millis);
                                    if (!to.getAddress().equals(LOOPBACK)) {
                                        throw new SocketTimeoutException("Connect timed out");
                                    }
                                    Dial.system().connect(channel, to, millis);
                                })) {
            HttpCall call = HttpCall.of("GET", "http://two.example:" + peer.port() + "/");
            assertThat(Nets.reply(network, call).text()).isEqualTo("second");
            assertThat(given.getFirst()).isBetween(5_000, 10_200);
            assertThat(given.getLast()).isGreaterThan(30_000);
        }
    }

    @Test
    void manyCallsToOneNameLookItUpOnce() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        CountDownLatch gate = new CountDownLatch(1);
        NameResolver slow =
                name -> {
                    lookups.incrementAndGet();
                    await(gate);
                    return List.of(LOOPBACK);
                };
        try (Peer peer = Peer.answering(Peer.answer("200 OK", "", "x"));
                Network network = Nets.network(Nets.settings(), slow)) {
            HttpCall call = HttpCall.of("GET", "http://slow.example:" + peer.port() + "/");
            Callers<Integer> callers = Callers.start(50, () -> Nets.reply(network, call).status());
            Until.holds("all wait for the name", () -> network.stats().pending() == 50);
            Until.holds("all sleep", () -> callers.waiting() == 50);
            gate.countDown();
            assertThat(callers.answers()).hasSize(50).containsOnly(200);
            assertThat(lookups).hasValue(1);
        }
    }

    @Test
    void aNameThatNeverResolvesHoldsUpNobodyElse() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        NameResolver resolver =
                name -> {
                    if (name.startsWith("dead")) {
                        await(end);
                    }
                    return List.of(LOOPBACK);
                };
        try (Peer peer = Peer.answering(Peer.answer("200 OK", "Connection: close\r\n", "x"));
                Network network = Nets.network(Nets.settings(), resolver);
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 400; i++) {
                HttpCall dead = HttpCall.of("GET", "http://dead" + i % 20 + ".example/");
                var _ = executor.submit(() -> Nets.send(network, dead));
            }
            Until.holds("the dead ones wait", () -> network.stats().pending() == 400);
            long start = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                String url = "http://live" + i + ".example:" + peer.port() + "/";
                assertThat(Nets.reply(network, HttpCall.of("GET", url)).status()).isEqualTo(200);
            }
            // Long before the others are given up, after a minute.
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(40));
            end.countDown();
        }
    }

    @Test
    void cancellationEndsALookup() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CancellationSource source = new CancellationSource();
        try (Network network =
                        Nets.network(
                                Nets.settings(),
                                name -> {
                                    await(end);
                                    return List.of();
                                });
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Object> result =
                    executor.submit(() ->
                            network.open(Nets.scope(new SecretValues(), source))
                                    .http()
                                    .send(HttpCall.of("GET", "http://slow.example/")));
            Until.holds("it waits for the name", () -> network.stats().pending() == 1);
            source.cancel();
            // The call itself would wait for a minute.
            assertThat(result.get(30, TimeUnit.SECONDS))
                    .isEqualTo(NodeErrors.cancelled(Effect.NONE));
            end.countDown();
        }
    }

    @Test
    void anUnfitAllowedAddressIsRefusedAtOnce() {
        assertThatThrownBy(() -> Nets.network(Nets.guard(Nets.settings(), true, "example.com/8")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.0.0.0/8, true",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.2/31, true",
        "10.1.2.4, 10.1.2.2/31, false",
        "192.168.1.1, 10.0.0.0/8, false",
        "127.0.0.1, 0.0.0.0/0, true",
        "fd00::1, fd00::/8, true",
        "fe80::1, fe80::/10, true",
        "fe80::1, ::/0, false",
        "169.254.1.1, 169.254.0.0/16, true",
        "169.254.1.1, 169.254.1.0/24, true",
        "169.254.1.1, 0.0.0.0/0, false",
        "169.254.1.1, 10.0.0.0/8, false",
        "169.254.169.254, 169.254.169.254/32, false",
        "fd00:ec2::254, fd00:ec2::254/128, false",
        "100.100.100.200, 100.64.0.0/10, false"
    })
    void allowedBlocksOpenPrivateAndLinkLocalAddressesAndNeverMetadata(
            String address, String block, boolean open) {
        AddressGuard guard = new AddressGuard(true, List.of(Cidr.parse(block)));
        assertThat(guard.permits(InetAddress.ofLiteral(address))).isEqualTo(open);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void theDialIsGivenTheAddressThatWasJudged() {
        List<InetSocketAddress> dialled = new ArrayList<>();
        try (Network network =
                new Network(
                        Nets.settings(),
                        new MemoryTokens(),
                        Clock.system(),
                        name -> List.of(InetAddress.ofLiteral("192.0.2.1")),
                        (channel, to, millis) -> {
                            dialled.add(to);
                            throw new ConnectException("Connection refused");
                        })) {
            Nets.failure(network, HttpCall.of("GET", "https://a.example/"));
            assertThat(dialled)
                    .containsExactly(
                            new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 443));
        }
    }
}
