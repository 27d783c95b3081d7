package dev.patchbay.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Names that never resolve beside one that does. */
class NameLookupsTest {

    private static final int DEAD_NAMES = 200;

    private final CountDownLatch end = new CountDownLatch(1);

    private List<InetAddress> resolve(String name) throws UnknownHostException {
        if (!name.startsWith("dead")) {
            return List.of(InetAddress.getLoopbackAddress());
        }
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new UnknownHostException(name);
    }

    @Test
    void anyNumberOfDeadNamesDoesNotHoldUpAKnownOne() throws Exception {
        try (NameLookups lookups = new NameLookups(this::resolve)) {
            assertThat(lookups.lookUp("well", exchange(10_000))).hasSize(1);
            List<Thread> waiting = new ArrayList<>();
            for (int i = 0; i < DEAD_NAMES; i++) {
                String name = "dead-" + i;
                waiting.add(
                        Thread.ofVirtual()
                                .start(() ->
                                        assertThatThrownBy(() ->
                                                        lookups.lookUp(name, exchange(60_000)))
                                                .isInstanceOf(UnknownHostException.class)));
            }
            Exchange soon = exchange(60_000);
            Thread call = Thread.ofVirtual().start(() -> found(lookups, soon));
            assertThat(call.join(Duration.ofSeconds(30))).as("the known name").isTrue();
            end.countDown();
            for (Thread each : waiting) {
                each.join();
            }
        } finally {
            end.countDown();
        }
    }

    private static void found(NameLookups lookups, Exchange exchange) {
        try {
            lookups.lookUp("well", exchange);
        } catch (UnknownHostException | AbortedException e) {
            throw new AssertionError(e);
        }
    }

    private static Exchange exchange(long millis) {
        return new Exchange(System.nanoTime(), millis);
    }
}
