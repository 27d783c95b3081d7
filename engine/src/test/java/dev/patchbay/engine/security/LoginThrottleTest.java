package dev.patchbay.engine.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.time.Clock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class LoginThrottleTest {

    /** A clock whose sleeps pass at once and are remembered. */
    private static final class RecordingClock implements Clock {
        private long nanos;
        private final List<Long> sleeps = new ArrayList<>();

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
            sleeps.add(duration.toMillis());
            nanos += duration.toNanos();
        }
    }

    private final RecordingClock clock = new RecordingClock();
    private final LoginThrottle throttle = new LoginThrottle(clock);

    private void fail(String name, String address) throws InterruptedException {
        clock.nanos++;
        assertThat(throttle.begin(name, address).await()).isTrue();
    }

    @Test
    void theEleventhTryWithinAMinuteWaitsAndThenEachWaitsLonger() throws Exception {
        for (int i = 0; i < 18; i++) {
            fail("jane", "10.0.0." + i);
        }
        assertThat(clock.sleeps)
                .containsExactly(100L, 200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L);
    }

    @Test
    void anAddressThatTriesManyNamesWaitsToo() throws Exception {
        for (int i = 0; i < 11; i++) {
            fail("user" + i, "10.0.0.1");
        }
        assertThat(clock.sleeps).containsExactly(100L);
        fail("someone", "10.0.0.2");
        assertThat(clock.sleeps).hasSize(1);
    }

    @Test
    void afterAMinuteItIsForgotten() throws Exception {
        for (int i = 0; i < 10; i++) {
            fail("jane", "10.0.0.1");
        }
        clock.nanos += Duration.ofSeconds(61).toNanos();
        fail("jane", "10.0.0.1");
        assertThat(clock.sleeps).isEmpty();
    }

    @Test
    void rightPasswordsDoNotCount() throws Exception {
        for (int i = 0; i < 50; i++) {
            clock.nanos++;
            LoginThrottle.Attempt attempt = throttle.begin("jane", "10.0.0.1");
            assertThat(attempt.await()).isTrue();
            attempt.succeeded();
        }
        assertThat(clock.sleeps).isEmpty();
    }
}
