package dev.patchbay.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.time.Clock;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Clients that dawdle, leave, or wait while the server stops. What ends within a second on a
 * machine at ease has half a minute here, long before anything else would end it.
 */
final class SlowClientIT {

    private static final String HEAD = "Host: patchbay.test\n" + TestServer.AUTH + "\n";
    private static final String SLOW = "GET /api/slow HTTP/1.1\n" + HEAD + "\n";

    @Test
    void silentClientThatLeavesCancels() throws Exception {
        try (TestServer server = TestServer.start()) {
            RawClient client = new RawClient(server.port()).send(SLOW);
            assertThat(server.running.await(60, TimeUnit.SECONDS)).isTrue();
            client.close();
            assertThat(server.cancelled.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void clientThatLeavesAfterLongSilenceCancelsToo() throws Exception {
        try (TestServer server = TestServer.start()) {
            RawClient client = new RawClient(server.port()).send(SLOW);
            assertThat(server.running.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(server.cancelled.await(1500, TimeUnit.MILLISECONDS)).isFalse();
            client.close();
            assertThat(server.cancelled.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void clientThatLeavesAfterPipeliningCancelsToo() throws Exception {
        try (TestServer server = TestServer.start()) {
            RawClient client = new RawClient(server.port()).send(SLOW + SLOW);
            client.sendBytes(SLOW.replace("\n", "\r\n").getBytes());
            assertThat(server.running.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(server.cancelled.await(600, TimeUnit.MILLISECONDS)).isFalse();
            client.close();
            assertThat(server.cancelled.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void clientThatStaysIsNeverCancelledAndItsConnectionIsUsedAgain() throws Exception {
        try (TestServer server = TestServer.start();
                RawClient client = new RawClient(server.port())) {
            for (int i = 0; i < 3; i++) {
                client.send("GET /api/slow?ms=500 HTTP/1.1\n" + HEAD + "\n");
                assertThat(client.read().body()).isEqualTo("done");
            }
            assertThat(server.cancelled.getCount()).isEqualTo(1);
        }
    }

    @Test
    void bodyThatDoesNotComeInTimeIs408() throws Exception {
        TestSettings settings = new TestSettings();
        settings.payloadTimeout = Duration.ofMillis(400);
        try (TestServer server = new TestServer(settings);
                RawClient client = new RawClient(server.port())) {
            client.send(
                    "POST /api/free HTTP/1.1\n" + HEAD + "kbn-xsrf: t\nContent-Length: 10\n\n{");
            RawClient.Reply reply = client.read();
            assertThat(reply.status()).isEqualTo(408);
            assertThat(reply.json().get("error").stringValue()).isEqualTo("Request Time-out");
            assertThat(client.atEnd()).isTrue();
            client.close();
            awaitNoneInFlight(server);
        }
    }

    @Test
    void drippingBodyIsBoundedToo() throws Exception {
        TestSettings settings = new TestSettings();
        settings.payloadTimeout = Duration.ofMillis(600);
        try (TestServer server = new TestServer(settings);
                RawClient client = new RawClient(server.port())) {
            client.send(
                    "POST /api/free HTTP/1.1\n" + HEAD + "kbn-xsrf: t\nContent-Length: 9999\n\n");
            long start = Clock.system().nanoTime();
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            while (true) {
                                client.send(" ");
                                Clock.system().sleep(Duration.ofMillis(50));
                            }
                        } catch (IOException | InterruptedException e) {
                            // the server has closed the connection
                        }
                    });
            assertThat(client.read().status()).isEqualTo(408);
            assertThat(Duration.ofNanos(Clock.system().nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(30));
            client.close();
            awaitNoneInFlight(server);
        }
    }

    /** A request that nobody waits for any more is over for the server, too. */
    private static void awaitNoneInFlight(TestServer server) throws InterruptedException {
        long end = Clock.system().nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (server.http.inFlight() > 0) {
            assertThat(Clock.system().nanoTime()).isLessThan(end);
            Clock.system().sleep(Duration.ofMillis(20));
        }
    }

    @Test
    void clientThatLeavesASilentStreamCancelsIt() throws Exception {
        TestSettings settings = new TestSettings();
        settings.socketTimeout = Duration.ofMillis(500);
        try (TestServer server = new TestServer(settings)) {
            RawClient client =
                    new RawClient(server.port()).send("GET /api/endless HTTP/1.1\n" + HEAD + "\n");
            assertThat(server.running.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(server.cancelled.await(1200, TimeUnit.MILLISECONDS)).isFalse();
            client.close();
            assertThat(server.cancelled.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void silenceBeyondTheSocketTimeoutEndsTheConnectionAndCancels() throws Exception {
        TestSettings settings = new TestSettings();
        settings.socketTimeout = Duration.ofMillis(600);
        try (TestServer server = new TestServer(settings);
                RawClient client = new RawClient(server.port())) {
            client.send(SLOW);
            assertThat(server.running.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(server.cancelled.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(client.atEnd()).isTrue();
        }
    }

    @Test
    void idleConnectionIsClosedAfterTheKeepAliveTimeout() throws Exception {
        TestSettings settings = new TestSettings();
        settings.keepaliveTimeout = Duration.ofMillis(400);
        try (TestServer server = new TestServer(settings);
                RawClient client = new RawClient(server.port())) {
            client.send("GET /api/thing/a HTTP/1.1\n" + HEAD + "\n");
            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.atEnd()).isTrue();
        }
    }

    /** What is left of a refused body is not taken for headers that do not come in. */
    @Test
    void connectionIdleAfterARefusedBodyIsNotCutOff() throws Exception {
        TestSettings settings = new TestSettings();
        settings.payloadTimeout = Duration.ofMillis(700);
        try (TestServer server = new TestServer(settings);
                RawClient client = new RawClient(server.port())) {
            client.send("POST /api/free HTTP/1.1\nHost: patchbay.test\nContent-Length: 9\n\n");
            assertThat(client.read().status()).isEqualTo(401);
            client.send("123456789");
            Clock.system().sleep(Duration.ofSeconds(3));
            client.send("GET /api/thing/a HTTP/1.1\n" + HEAD + "\n");
            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    @Test
    void drippingHeadersAreCutOff() throws Exception {
        TestSettings settings = new TestSettings();
        settings.payloadTimeout = Duration.ofMillis(700);
        try (TestServer server = new TestServer(settings);
                RawClient client = new RawClient(server.port())) {
            client.send("GET /api/thing/a HTTP/1.1\n");
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            while (true) {
                                client.send("a");
                                Clock.system().sleep(Duration.ofMillis(50));
                            }
                        } catch (IOException | InterruptedException e) {
                            // the server has closed the connection
                        }
                    });
            long start = Clock.system().nanoTime();
            boolean cut;
            try {
                cut = client.atEnd();
            } catch (java.net.SocketException e) {
                cut = true;
            }
            assertThat(cut).isTrue();
            assertThat(Duration.ofNanos(Clock.system().nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(30));
        }
    }

    @Test
    void runningRequestFinishesWhileTheServerStops() throws Exception {
        TestServer server = TestServer.start();
        int port = server.port();
        try (RawClient client = new RawClient(port)) {
            client.send("GET /api/slow?ms=2000 HTTP/1.1\n" + HEAD + "\n");
            assertThat(server.running.await(60, TimeUnit.SECONDS)).isTrue();
            Thread stopping = Thread.ofVirtual().start(server.http::close);
            RawClient.Reply reply = client.read();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).isEqualTo("done");
            stopping.join();
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> new RawClient(port))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void requestThatDoesNotFinishIsCutOffAfterTheShutdownTimeout() throws Exception {
        TestSettings settings = new TestSettings();
        settings.shutdownTimeout = Duration.ofMillis(500);
        TestServer server = new TestServer(settings);
        try (RawClient client = new RawClient(server.port())) {
            client.send(SLOW);
            assertThat(server.running.await(60, TimeUnit.SECONDS)).isTrue();
            long start = Clock.system().nanoTime();
            server.http.close();
            assertThat(Duration.ofNanos(Clock.system().nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(25));
            server.finish.release();
        }
    }
}
