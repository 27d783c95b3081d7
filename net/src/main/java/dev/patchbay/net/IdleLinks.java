package dev.patchbay.net;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.patchbay.sdk.time.Clock;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Connections between two calls. A link is kept for four seconds at most, less when the peer says
 * so: servers close after five seconds and more (Node and Apache five, nginx 75), and a request
 * that crosses their close on the wire cannot be told from one that was carried out. It is used
 * again only if the peer is silent, and for a minute at most, so that a changed address is seen. A
 * peer that closes earlier gets a new connection for each request for the next ten minutes.
 * Thread-safe.
 */
final class IdleLinks implements AutoCloseable {

    private static final long SECOND = 1_000_000_000L;
    private static final long LONGEST_IDLE = 4 * SECOND;
    private static final long LONGEST_LIFE = 60 * SECOND;
    private static final int MOST_PER_KEY = 512;
    private static final int MOST = 4096;

    private final Clock clock;
    private final ConcurrentHashMap<LinkKey, Pile> byKey = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Cache<LinkKey, Boolean> distrusted =
            Caffeine.newBuilder()
                    .maximumSize(10_000)
                    .expireAfterWrite(Duration.ofMinutes(10))
                    .build();
    private volatile boolean closed;

    IdleLinks(Clock clock) {
        this.clock = clock;
    }

    private enum Added {
        YES,
        FULL,
        /** The pile was dropped meanwhile. */
        TOO_LATE
    }

    /** Links to one target. */
    private static final class Pile {
        private final Deque<Link> links = new ArrayDeque<>();
        private boolean dropped;

        synchronized @Nullable Link last() {
            return links.pollLast();
        }

        synchronized Added add(Link link) {
            if (dropped) {
                return Added.TOO_LATE;
            }
            if (links.size() >= MOST_PER_KEY) {
                return Added.FULL;
            }
            links.addLast(link);
            return Added.YES;
        }

        /** Drops the pile when nothing is left. */
        synchronized boolean dropUnless(Predicate<Link> stays, List<Link> gone) {
            links.removeIf(link -> !stays.test(link) && gone.add(link));
            dropped = links.isEmpty();
            return dropped;
        }
    }

    /** The link used last, which is the one most likely alive; null when there is none. */
    @Nullable Link take(LinkKey key) {
        Pile pile = byKey.get(key);
        while (pile != null) {
            Link link = pile.last();
            if (link == null) {
                return null;
            }
            count.decrementAndGet();
            if (!link.expired(clock.nanoTime(), LONGEST_LIFE)) {
                if (link.quiet()) {
                    return link;
                }
                distrust(key);
            }
            link.close();
        }
        return null;
    }

    /** The peer closed a kept link, or said something unasked on it. */
    void distrust(LinkKey key) {
        distrusted.put(key, true);
    }

    private boolean distrusted(LinkKey key) {
        return distrusted.estimatedSize() > 0 && distrusted.getIfPresent(key) != null;
    }

    /**
     * Takes a link back.
     *
     * @param promisedSeconds of {@code Keep-Alive: timeout}, or a negative number
     */
    void give(LinkKey key, Link link, long promisedSeconds) {
        long promised = promisedSeconds < 0 ? LONGEST_IDLE : (promisedSeconds - 1) * SECOND;
        long idle = Math.min(LONGEST_IDLE, promised);
        if (closed || idle <= 0 || count.get() >= MOST || distrusted(key)) {
            link.close();
            return;
        }
        link.idle(clock.nanoTime(), idle);
        if (!add(key, link)) {
            link.close();
            return;
        }
        count.incrementAndGet();
        if (closed) {
            sweep(true);
        }
    }

    private boolean add(LinkKey key, Link link) {
        while (true) {
            Pile pile = byKey.get(key);
            if (pile == null) {
                pile = byKey.computeIfAbsent(key, _ -> new Pile());
            }
            Added added = pile.add(link);
            if (added != Added.TOO_LATE) {
                return added == Added.YES;
            }
            byKey.remove(key, pile);
        }
    }

    int size() {
        return count.get();
    }

    /** Closes what has expired and forgets targets without links. */
    void sweep() {
        sweep(false);
    }

    private void sweep(boolean all) {
        long now = clock.nanoTime();
        List<Link> dead = new ArrayList<>();
        byKey.forEach((key, pile) -> {
            if (pile.dropUnless(link -> !all && !link.expired(now, LONGEST_LIFE), dead)) {
                byKey.remove(key, pile);
            }
        });
        count.addAndGet(-dead.size());
        dead.forEach(Link::close);
    }

    @Override
    public void close() {
        closed = true;
        sweep(true);
    }
}
