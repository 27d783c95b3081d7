package dev.patchbay.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.time.Clock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** More than the server can hold, and input that nobody meant. */
final class OverloadTest {

    private static final String HEAD = "Host: patchbay.test\n" + TestServer.AUTH + "\n";
    private static final String POST =
            "POST /api/free HTTP/1.1\n" + HEAD + "kbn-xsrf: t\nContent-Type: application/json\n";

    @Test
    void requestsAboveTheLimitAreRefusedAtOnceAndProbesAreNot() throws Exception {
        try (TestServer server = new TestServer(new TestSettings(), "127.0.0.9/32", 1)) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 256; i++) {
                clients.add(
                        new RawClient(server.port())
                                .send("GET /api/slow HTTP/1.1\n" + HEAD + "\n"));
            }
            assertThat(server.running.await(5, TimeUnit.SECONDS)).isTrue();
            Clock.system().sleep(Duration.ofMillis(500));
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
        settings.payloadTimeout = Duration.ofMillis(900);
        try (TestServer server = new TestServer(settings, "127.0.0.9/32", 1);
                RawClient first = new RawClient(server.port());
                RawClient second = new RawClient(server.port());
                RawClient third = new RawClient(server.port())) {
            String begun = POST + "Content-Length: 1048576\n\n{";
            first.send(begun);
            Clock.system().sleep(Duration.ofMillis(300));
            second.send(begun);
            third.send(begun);
            assertThat(server.exchange(POST + "Content-Length: 2\n\n{}").status()).isEqualTo(200);
            assertThat(first.read().status()).isEqualTo(408);
            // there is room for one at a time: of the two that waited, one got it, one gave up
            assertThat(List.of(second.read().status(), third.read().status()))
                    .containsExactlyInAnyOrder(408, 429);
        }
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
        settings.payloadTimeout = Duration.ofMillis(300);
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
