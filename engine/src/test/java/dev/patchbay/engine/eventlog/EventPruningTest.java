package dev.patchbay.engine.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.sdk.time.Clock;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** When old records are dropped. */
class EventPruningTest {

    private static final Instant START = Instant.parse("2026-01-10T00:00:00Z");

    @Test
    void atTheStartAndEveryTenMinutesAlsoAfterAFailure() throws InterruptedException {
        Asked store = new Asked();
        Steps clock = new Steps();
        try (EventPruning pruning = new EventPruning(store, Duration.ofDays(7), 1_000, clock)) {
            assertThat(pruning).isNotNull();
            assertThat(store.next()).isEqualTo("2026-01-03T00:00:00Z 1000");
            clock.step();
            assertThat(store.next()).isEqualTo("2026-01-03T00:10:00Z 1000");
            clock.step();
            assertThat(store.next()).isEqualTo("2026-01-03T00:20:00Z 1000");
            assertThat(store.rounds.poll(50, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    /** Time passes when the test says so. */
    private static final class Steps implements Clock {
        private final BlockingQueue<Boolean> steps = new LinkedBlockingQueue<>();
        private volatile Instant now = START;

        void step() {
            steps.add(true);
        }

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public long nanoTime() {
            return now.toEpochMilli() * 1_000_000;
        }

        @Override
        public void sleep(Duration duration) throws InterruptedException {
            steps.take();
            now = now.plus(duration);
        }
    }

    /** Fails the second time. */
    private static final class Asked implements EventStore {
        private final BlockingQueue<String> rounds = new LinkedBlockingQueue<>();
        private int count;

        String next() throws InterruptedException {
            return rounds.poll(60, TimeUnit.SECONDS);
        }

        @Override
        public void prune(Instant oldest, long largestBytes) {
            rounds.add(oldest + " " + largestBytes);
            if (++count == 2) {
                throw new StoreUnavailableException("down");
            }
        }

        @Override
        public void append(Tx tx, List<ExecutionRecord> records) {}

        @Override
        public List<ExecutionRecord> find(EventQuery query) {
            return List.of();
        }

        @Override
        public EventSearch.Page search(EventSearch search) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<ConnectorHealth> healthSince(Instant from) {
            return List.of();
        }

        @Override
        public long count() {
            return 0;
        }
    }
}
