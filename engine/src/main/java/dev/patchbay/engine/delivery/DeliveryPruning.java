package dev.patchbay.engine.delivery;

import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.engine.store.UnitOfWork;
import dev.patchbay.sdk.time.Clock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;

/**
 * Removes what has ended long ago, in small transactions, at the start and every ten minutes.
 * Thread-safe.
 */
public final class DeliveryPruning implements AutoCloseable {

    /** Time between two rounds. */
    public static final Duration PERIOD = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger("deliveries");
    private static final int AT_ONCE = 500;
    private static final Duration BREATH = Duration.ofMillis(20);

    private final DeliveryStore store;
    private final UnitOfWork work;
    private final Kept kept;
    private final Clock clock;
    private final Thread thread;

    /**
     * What is kept.
     *
     * @param ended age of ended deliveries that are no dead letters, from their acceptance
     * @param mostEnded number of those
     * @param dead age of dead letters, from their acceptance
     * @param mostDead number of dead letters
     */
    public record Kept(Duration ended, long mostEnded, Duration dead, long mostDead) {}

    /** Starts. */
    public DeliveryPruning(DeliveryStore store, UnitOfWork work, Kept kept, Clock clock) {
        this.store = store;
        this.work = work;
        this.kept = kept;
        this.clock = clock;
        thread = Thread.ofVirtual().name("delivery-pruning").start(this::run);
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

    private void prune() throws InterruptedException {
        try {
            Instant now = clock.now();
            DeliveryStore.Horizon horizon =
                    store.horizon(
                            now.minus(kept.ended()),
                            kept.mostEnded(),
                            now.minus(kept.dead()),
                            kept.mostDead());
            while (work.write(tx -> store.prune(tx, now, horizon, AT_ONCE))) {
                clock.sleep(BREATH);
            }
        } catch (StoreUnavailableException e) {
            LOG.warn("old deliveries are not removed now: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("old deliveries are not removed", e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
