package dev.patchbay.engine.delivery;

import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.engine.store.UnitOfWork;
import dev.patchbay.sdk.time.Clock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;

/**
 * Lets the nodes of a database share their breakers: what one has opened is open for all within a
 * second, one of them sends the probe, and what it finds counts for all. While the database cannot
 * be asked each node goes by what it knows. Thread-safe; blocking.
 */
final class SharedBreakers {

    private static final Logger LOG = LoggerFactory.getLogger("deliveries");

    /** Between two looks at what others found. */
    static final Duration LEARN = Duration.ofSeconds(1);

    /** After this another node sends the probe of one that died. */
    private static final Duration PROBE = Duration.ofSeconds(30);

    private final DeliveryStore store;
    private final UnitOfWork work;
    private final Gates gates;
    private final Clock clock;
    private long learnAt;

    SharedBreakers(DeliveryStore store, UnitOfWork work, Gates gates, Clock clock) {
        this.store = store;
        this.work = work;
        this.gates = gates;
        this.clock = clock;
        learnAt = clock.nanoTime();
    }

    /** Takes over what others found, once a second at most. Of one thread. */
    void learn() {
        long now = clock.nanoTime();
        if (now - learnAt >= 0) {
            gates.learn(store.openBreakers(), now);
            learnAt = clock.nanoTime() + LEARN.toNanos();
        }
    }

    /** The probe of this node asks whether to wait, since another node probes; zero = it goes. */
    Duration probe(String target) {
        try {
            Duration lease = work.write(tx -> store.probe(tx, target, PROBE));
            // The probe of another is over long before its lease.
            Duration wait = lease.compareTo(Breaker.FIRST_PAUSE) < 0 ? lease : Breaker.FIRST_PAUSE;
            if (!wait.isZero()) {
                gates.open(target, wait);
            }
            return wait;
        } catch (StoreUnavailableException e) {
            LOG.warn("a breaker is not shared now: {}", e.getMessage());
            return Duration.ZERO;
        }
    }

    /** Tells the others what an attempt has changed. */
    void attempted(String target, boolean probed, Gates.Change change) {
        try {
            switch (change) {
                case CLOSED ->
                        work.write(tx -> {
                            store.closed(tx, target);
                            return true;
                        });
                case OPENED -> opened(target);
                case NONE -> {
                    if (probed) {
                        gates.openFor(target).ifPresent(pause -> probed(target, pause));
                    }
                }
            }
        } catch (StoreUnavailableException e) {
            LOG.warn("a breaker is not shared now: {}", e.getMessage());
        }
    }

    /** Who had the probe attempted nothing: another may have it. */
    void gaveBack(String target) {
        try {
            probed(target, Duration.ZERO);
        } catch (StoreUnavailableException e) {
            LOG.warn("a breaker is not shared now: {}", e.getMessage());
        }
    }

    private void probed(String target, Duration pause) {
        if (!work.write(tx -> store.probed(tx, target, pause))) {
            gates.closed(target, clock.nanoTime());
        }
    }

    private void opened(String target) {
        gates.openFor(target)
                .ifPresent(pause -> {
                    work.write(tx -> {
                        store.opened(tx, target, pause);
                        return true;
                    });
                    gates.shared(target);
                });
    }
}
