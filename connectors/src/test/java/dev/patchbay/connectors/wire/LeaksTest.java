package dev.patchbay.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The counters that the hostile-target matrix relies on do count. */
class LeaksTest {

    @Test
    void aForgottenSocketIsCounted() throws Exception {
        // The JDK keeps a socket of its own from the first one on.
        new ServerSocket(0, 1, InetAddress.getLoopbackAddress()).close();
        long before = Leaks.steady(Leaks::sockets);
        try (ServerSocket _ = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            long expected = Files.isDirectory(Path.of("/proc/self/fd")) ? before + 1 : 0;
            assertThat(Leaks.sockets()).isEqualTo(expected);
        }
        assertThat(Leaks.settled(Leaks::sockets, before)).isEqualTo(before);
    }

    @Test
    void aForgottenVirtualThreadIsCounted() throws Exception {
        long before = Leaks.steady(Leaks::threads);
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = Thread.ofVirtual().start(() -> waitFor(started, end));
        started.await();
        assertThat(Leaks.threads()).isEqualTo(before + 1);
        end.countDown();
        thread.join();
        assertThat(Leaks.settled(Leaks::threads, before)).isEqualTo(before);
    }

    private static void waitFor(CountDownLatch started, CountDownLatch end) {
        started.countDown();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
