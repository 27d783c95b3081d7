package dev.patchbay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.benchmarks.DeliveryTarget.Manner;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

class NeighboursTest {

    private static final byte[] REQUEST = HttpConnection.request("POST", "/hook", "", "{}");

    /** When the last of twenty begins that begin within 400 ms. */
    private static final long LAST = Duration.ofMillis(380).toNanos();

    @TempDir private Path folder;

    @Test
    void theyWaitForATargetThatHangsUntilTheyAreClosed() throws Exception {
        try (DeliveryTarget target = DeliveryTarget.plain(Manner.HANGS, 0)) {
            long begun = System.nanoTime();
            try (Neighbours neighbours =
                    new Neighbours(target.port(), List.of(REQUEST), 20, Duration.ofMillis(400))) {
                assertThat(neighbours.awaitUnderWay(20)).isEqualTo(20);
                assertThat(System.nanoTime() - begun).as("one after the other").isGreaterThan(LAST);
                until(() -> target.most() == 20);
                assertThat(neighbours.ended()).isZero();
                assertThat(target.most()).isEqualTo(20);
            }
        }
    }

    private static void until(BooleanSupplier holds) {
        long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!holds.getAsBoolean() && System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void theyCallAgainAfterAnAnswer() throws Exception {
        try (DeliveryTarget target = DeliveryTarget.plain(Manner.ANSWERS, 0);
                Neighbours neighbours =
                        new Neighbours(target.port(), List.of(REQUEST), 1, Duration.ZERO)) {
            until(() -> neighbours.ended() > 1);
            assertThat(neighbours.ended()).isGreaterThan(1);
        }
    }

    @Test
    void onlyNamesOfTheSilentServerNeverResolve() throws Exception {
        Optional<SilentDns> dns = SilentDns.in(folder);
        assumeTrue(dns.isPresent(), "skipped: no gcc here");
        assertThat(look(dns.get(), "localhost").waitFor(Duration.ofSeconds(90))).isTrue();
        Process silent = look(dns.get(), SilentDns.NAME);
        assertThat(silent.waitFor(Duration.ofSeconds(1))).isFalse();
        silent.destroyForcibly();
    }

    private static Process look(SilentDns dns, String name) throws Exception {
        ProcessBuilder getent = new ProcessBuilder("getent", "ahostsv4", name);
        getent.environment().putAll(dns.environment());
        return getent.start();
    }
}
