package dev.patchbay.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.time.Clock;
import dev.patchbay.server.WholeServer;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** More than the server can hold, and input that nobody meant. */
final class OverloadIT {

    private static final String HEAD = "Host: patchbay.test\n" + TestServer.AUTH + "\n";
    private static final String POST =
            "POST /api/free HTTP/1.1\n" + HEAD + "kbn-xsrf: t\nContent-Type: application/json\n";

    private static final String BEGUN = POST + "Content-Length: 1048576\n\n{";
    private static final String REST = " ".repeat(1_048_574) + "}";

    @Test
    void requestsAboveTheLimitAreRefusedAtOnceAndProbesAreNot() throws Exception {
        try (TestServer server = new TestServer(new TestSettings(), "127.0.0.9/32", 1)) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 256; i++) {
                clients.add(
                        new RawClient(server.port())
                                .send("GET /api/slow HTTP/1.1\n" + HEAD + "\n"));
            }
            WholeServer.await(server.slow::get, running -> running == 256);
            RawClient.Reply refused = server.exchange("GET /api/thing/a HTTP/1.1\n" + HEAD + "\n");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.message()).isEqualTo("Too Many Requests");
            assertThat(refused.headers()).containsEntry("retry-after", "1");
            assertThat(server.exchange("GET /api/open HTTP/1.1\nHost: x\n\n").status())
                    .isEqualTo(200);
            server.finish.release(256);
            for (RawClient client : clients) {
                assertThat(client.read().status()).isEqualTo(200);
                client.close();
            }
            assertThat(server.exchange("GET /api/thing/a HTTP/1.1\n" + HEAD + "\n").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void largeBodiesWaitForRoomAndSmallOnesDoNot() throws Exception {
        TestSettings settings = new TestSettings();
        settings.payloadTimeout = Duration.ofSeconds(60);
        try (TestServer server = new TestServer(settings, "127.0.0.9/32", 1);
                RawClient first = new RawClient(server.port());
                RawClient second = new RawClient(server.port())) {
            first.send(BEGUN);
            // Long enough for the first to have the only room, most of the time.
            Clock.system().sleep(Duration.ofMillis(300));
            second.send(BEGUN);
            second.send(REST);
            assertThat(server.exchange(POST + "Content-Length: 2\n\n{}").status()).isEqualTo(200);
            first.send(REST);
            assertThat(first.read().status()).isEqualTo(200);
            assertThat(second.read().status()).isEqualTo(200);
        }
    }

    /**
     * Of three whose bodies do not come one has the room, and of the two that wait for it one gives
     * up. On a machine that stalls it may be otherwise, once.
     */
    @Test
    void largeBodiesThatFindNoRoomInTimeAreRefused() throws Exception {
        TestSettings settings = new TestSettings();
        settings.payloadTimeout = Duration.ofMillis(500);
        Set<Integer> seen = new HashSet<>();
        try (TestServer server = new TestServer(settings, "127.0.0.9/32", 1)) {
            for (int i = 0; i < 10 && !seen.contains(429); i++) {
                try (RawClient first = new RawClient(server.port());
                        RawClient second = new RawClient(server.port());
                        RawClient third = new RawClient(server.port())) {
                    List<RawClient> all = List.of(first, second, third);
                    for (RawClient each : all) {
                        each.send(BEGUN);
                    }
                    for (RawClient each : all) {
                        seen.add(each.read().status());
                    }
                }
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(408, 429);
    }

    /** Reproduce with the seed of the message. */
    @Test
    void mutatedRequestsNeverFailTheServer() throws Exception {
        long seed = Clock.system().nanoTime();
        Random random = new Random(seed);
        String valid = POST + "Content-Length: 7\n\n{\"a\":1}";
        byte[] bytes =
                valid.replace("\n", "\r\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        TestSettings settings = new TestSettings();
        settings.payloadTimeout = Duration.ofMillis(100);
        try (TestServer server = new TestServer(settings)) {
            for (int i = 0; i < 400; i++) {
                byte[] mutated = bytes.clone();
                for (int n = random.nextInt(1, 6); n > 0; n--) {
                    mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
                }
                try (RawClient client = new RawClient(server.port())) {
                    client.sendBytes(mutated);
                    RawClient.Reply reply = client.read();
                    assertThat(reply.status()).as("seed %d, round %d", seed, i).isNotEqualTo(500);
                } catch (java.io.IOException e) {
                    // a request without an end is cut off
                }
            }
            assertThat(server.exchange("GET /api/thing/a HTTP/1.1\n" + HEAD + "\n").status())
                    .isEqualTo(200);
        }
    }
}
