package dev.patchbay.engine.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.time.Clock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

/** The sliding window of {@code rateLimiter}. */
class RateWindowTest {

    private static final class Hands implements Clock {
        private long nanos;

        void advance(Duration by) {
            nanos += by.toNanos();
        }

        @Override
        public Instant now() {
            return Instant.EPOCH.plusNanos(nanos);
        }

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public void sleep(Duration duration) {
            advance(duration);
        }
    }

    private final Hands hands = new Hands();
    private final RateWindow window = new RateWindow(2, Duration.ofMinutes(1), hands);

    @Test
    void theWindowSlides() {
        assertThat(window.enter()).isTrue();
        hands.advance(Duration.ofSeconds(40));
        assertThat(window.untilRoom()).isZero();
        assertThat(window.enter()).isTrue();
        assertThat(window.enter()).isFalse();
        assertThat(window.untilRoom()).isEqualTo(Duration.ofSeconds(20));
        hands.advance(Duration.ofSeconds(20));
        assertThat(window.enter()).isTrue();
        assertThat(window.enter()).isFalse();
        assertThat(window.untilRoom()).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void whatIsRefusedDoesNotCount() {
        window.enter();
        window.enter();
        for (int i = 0; i < 100; i++) {
            hands.advance(Duration.ofMillis(500));
            assertThat(window.enter()).isFalse();
        }
        hands.advance(Duration.ofSeconds(10));
        assertThat(window.enter()).isTrue();
    }

    @Test
    void aRefusalSaysWhenToComeAgain() {
        RateLimits limits = new RateLimits(java.util.Map.of(".email", window));
        assertThat(limits.refusal(".slack", hands)).isEmpty();
        assertThat(limits.refusal(".email", hands)).isEmpty();
        assertThat(limits.refusal(".email", hands)).isEmpty();
        assertThat(limits.refusal(".email", hands).orElseThrow().retryAfter())
                .contains(Instant.EPOCH.plusSeconds(60));
        assertThat(limits.untilRoom(".slack")).isZero();
        assertThat(limits.untilRoom(".email")).isEqualTo(Duration.ofMinutes(1));
    }
}
