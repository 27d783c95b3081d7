package dev.patchbay.engine.eventlog;

import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.sdk.time.Clock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;

/** Drops old records at the start and every ten minutes, by age and by size. Thread-safe. */
public final class EventPruning implements AutoCloseable {

    /** Time between two rounds. */
    public static final Duration PERIOD = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger("eventlog");

    private final EventStore store;
    private final Duration retention;
    private final long largestBytes;
    private final Clock clock;
    private final Thread thread;

    /** Starts pruning. */
    public EventPruning(EventStore store, Duration retention, long largestBytes, Clock clock) {
        this.store = store;
        this.retention = retention;
        this.largestBytes = largestBytes;
        this.clock = clock;
        thread = Thread.ofVirtual().name("event-pruning").start(this::run);
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                prune();
                clock.sleep(PERIOD);
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void prune() {
        try {
            store.prune(clock.now().minus(retention), largestBytes);
        } catch (StoreUnavailableException e) {
            LOG.warn("old events are not dropped now: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("old events are not dropped", e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
