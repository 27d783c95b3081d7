package dev.patchbay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.benchmarks.DeliveryTarget.Manner;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;

class CrowdTest {

    @Test
    void theyCallFromAProcessOfTheirOwnUntilItIsClosed() throws Exception {
        try (DeliveryTarget server = DeliveryTarget.plain(Manner.HANGS, 0)) {
            Crowd crowd = Crowd.start(Manner.STALLS);
            assertThat(crowd.port()).isPositive().isNotEqualTo(server.port());
            assertThat(crowd.gather(server.port(), "", "bad", 3, 10, Duration.ofMillis(50)))
                    .isEqualTo(10);
            while (server.most() < 10) {
                Thread.onSpinWait(); // they are sent, and not all read yet
            }
            assertThat(crowd.ended()).isZero();
            crowd.close();
            assertThatThrownBy(crowd::ended).isInstanceOf(IOException.class);
        }
    }
}
