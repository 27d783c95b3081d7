package dev.patchbay.engine.delivery;

import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.engine.store.UnitOfWork;
import dev.patchbay.sdk.time.Clock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Signs of life between the nodes of a database. What a node held that died is taken over long
 * before its leases run out; they remain for the case that nobody is there to see it. A node that
 * was only frozen has lost its leases, as after any lease that ran out. No clock is compared with
 * another: a node is silent when its sign stood still while this node watched. Thread-safe.
 */
final class Peers {

    private static final Logger LOG = LoggerFactory.getLogger("deliveries");

    /** Between two signs. */
    private static final Duration BEAT = Duration.ofMillis(500);

    /** After which a node counts as dead. */
    private static final Duration SILENCE = Duration.ofSeconds(3);

    /** Who did not watch for so long cannot tell who was silent: perhaps nobody could write. */
    private static final Duration AWAY = Duration.ofSeconds(2);

    private final DeliveryStore store;
    private final UnitOfWork work;
    private final String node;
    private final Runnable tookOver;
    private final Clock clock;
    private final Thread thread = Thread.ofVirtual().name("delivery-peers").unstarted(this::watch);

    // Of the thread that watches.
    private final Map<String, Seen> seen = new HashMap<>();
    private long watched;

    /** A sign, and since when it stands still, in nanoseconds. */
    private record Seen(long sign, long since) {}

    /**
     * Of this node.
     *
     * @param tookOver called when lanes of a silent node came free
     */
    Peers(DeliveryStore store, UnitOfWork work, String node, Runnable tookOver, Clock clock) {
        this.store = store;
        this.work = work;
        this.node = node;
        this.tookOver = tookOver;
        this.clock = clock;
    }

    void start() {
        thread.start();
    }

    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    private void watch() {
        try {
            watched = clock.nanoTime();
            while (true) {
                clock.sleep(BEAT);
                if (look() > 0) {
                    tookOver.run();
                }
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    /** Gives a sign and watches those of the others; how many lanes of silent nodes came free. */
    private int look() {
        try {
            Map<String, Long> signs = work.write(tx -> store.signOfLife(tx, node));
            long now = clock.nanoTime();
            if (now - watched > AWAY.toNanos()) {
                seen.clear();
            }
            watched = now;
            seen.keySet().retainAll(signs.keySet());
            int free = 0;
            for (Map.Entry<String, Long> peer : signs.entrySet()) {
                free += look(peer.getKey(), peer.getValue(), now);
            }
            return free;
        } catch (StoreUnavailableException e) {
            LOG.debug("no sign of life now: {}", e.getMessage());
            return 0;
        } catch (RuntimeException e) {
            LOG.error("the other nodes are not watched", e);
            return 0;
        }
    }

    private int look(String peer, long sign, long now) {
        Seen before = seen.get(peer);
        if (before == null || before.sign() != sign) {
            seen.put(peer, new Seen(sign, now));
            return 0;
        }
        if (now - before.since() < SILENCE.toNanos()) {
            return 0;
        }
        int free = work.write(tx -> store.releaseSilent(tx, peer, sign));
        seen.remove(peer);
        if (free > 0) {
            LOG.warn("node {} is silent: {} of its deliveries are attempted here", peer, free);
        }
        return free;
    }
}
