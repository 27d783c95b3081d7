package dev.patchbay.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.time.Clock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** How long refusals wait. */
class RefusalPaceTest {

    /** Stands still, and remembers how long it was asked to sleep. */
    private static final class Standing implements Clock {
        private long nanos = Long.MAX_VALUE - 50_000_000;
        private final List<Duration> slept = new ArrayList<>();
        private boolean interrupting;

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            slept.add(duration);
            if (interrupting) {
                throw new InterruptedException();
            }
        }
    }

    private final Standing clock = new Standing();
    private final RefusalPace pace = new RefusalPace(clock);

    private void refuse(int times) {
        for (int i = 0; i < times; i++) {
            pace.await();
        }
    }

    @Test
    void aFewAreRefusedAtOnce() {
        refuse(RefusalPace.BURST + 1);
        assertThat(clock.slept).isEmpty();
    }

    @Test
    void manyWaitOneAfterTheOtherAndNeverLonger() {
        refuse(RefusalPace.BURST + 1);
        refuse(200);
        assertThat(clock.slept).hasSize(200).isSorted();
        assertThat(clock.slept.getFirst()).isEqualTo(Duration.ofMillis(1));
        assertThat(clock.slept.get(79)).isEqualTo(RefusalPace.LONGEST);
        assertThat(clock.slept.getLast()).isEqualTo(RefusalPace.LONGEST);
    }

    /** Also where the clock's origin makes it overflow, as here. */
    @Test
    void whatIsSpacedDoesNotWait() {
        for (int i = 0; i < 1_000; i++) {
            clock.nanos += 1_000_000;
            pace.await();
        }
        assertThat(clock.slept).isEmpty();
    }

    @Test
    void aQuietTimeIsForgiven() {
        refuse(1_000);
        clock.slept.clear();
        clock.nanos += Duration.ofSeconds(1).toNanos();
        refuse(RefusalPace.BURST);
        assertThat(clock.slept).isEmpty();
    }

    @Test
    void anInterruptEndsTheWaitAndStaysSet() {
        refuse(RefusalPace.BURST + 1);
        clock.interrupting = true;
        pace.await();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(clock.slept).hasSize(1);
    }

    @Test
    void noMoreThanSoManyWait() throws Exception {
        CountDownLatch asleep = new CountDownLatch(RefusalPace.MOST_WAITING);
        CountDownLatch awake = new CountDownLatch(1);
        RefusalPace crowded =
                new RefusalPace(
                        new Clock() {
                            @Override
                            public Instant now() {
                                return Instant.EPOCH;
                            }

                            @Override
                            public long nanoTime() {
                                return 0;
                            }

                            @Override
                            public void sleep(Duration duration) throws InterruptedException {
                                asleep.countDown();
                                awake.await();
                            }
                        });
        for (int i = 0; i <= RefusalPace.BURST; i++) {
            crowded.await();
        }
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < RefusalPace.MOST_WAITING; i++) {
            threads.add(Thread.ofVirtual().start(crowded::await));
        }
        asleep.await();
        crowded.await(); // does not wait, else this would not end
        awake.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
