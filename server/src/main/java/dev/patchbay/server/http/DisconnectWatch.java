package dev.patchbay.server.http;

import dev.patchbay.sdk.http.CancellationSource;
import dev.patchbay.sdk.time.Clock;

import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Watches the connections of requests that take longer than a moment, so that quick ones pay
 * nothing: a client that has left is noticed at most {@link #PERIOD} after the later of its leaving
 * and {@link #PERIOD}. Thread-safe.
 */
final class DisconnectWatch implements AutoCloseable {

    /** How often requests are looked at, and the age from which they are. */
    static final Duration PERIOD = Duration.ofMillis(150);

    /** Connections that had a request; each says which it has. */
    private final Set<WatchedEndPoint> endPoints = ConcurrentHashMap.newKeySet();

    private final Clock clock;
    private final Thread thread;

    private final Duration headersTimeout;
    private final Duration silenceTimeout;
    private final List<Connector> connectors = new CopyOnWriteArrayList<>();

    /**
     * Starts the thread.
     *
     * @param headersTimeout longest time for the headers of a request to come in
     * @param silenceTimeout longest time between a request and the beginning of its answer
     */
    DisconnectWatch(Clock clock, Duration headersTimeout, Duration silenceTimeout) {
        this.clock = clock;
        this.headersTimeout = headersTimeout;
        this.silenceTimeout = silenceTimeout;
        thread = Thread.ofPlatform().daemon().name("http-disconnects").start(this::run);
    }

    /** Compared by identity. */
    static final class Waiting {
        private final WatchedEndPoint endPoint;
        private final CancellationSource cancellation;
        private final long since;
        private boolean armed;
        private boolean ended;
        private boolean streaming;

        private Waiting(WatchedEndPoint endPoint, CancellationSource cancellation, long since) {
            this.endPoint = endPoint;
            this.cancellation = cancellation;
            this.since = since;
        }

        private synchronized void arm() {
            if (!ended && !armed) {
                armed = true;
                endPoint.watch(cancellation);
            }
        }

        /** The client is sent parts of its answer, so that silence says nothing. */
        synchronized void streams() {
            streaming = true;
        }

        /** Gives up a request that has waited in silence for too long. */
        private synchronized void giveUp() {
            if (!ended && !streaming) {
                cancellation.cancel();
                endPoint.close();
            }
        }

        private synchronized void end() {
            ended = true;
            if (armed) {
                endPoint.unwatch();
            }
        }
    }

    /** From now on nothing is read from the connection. */
    Waiting begin(WatchedEndPoint endPoint, CancellationSource cancellation) {
        Waiting one = new Waiting(endPoint, cancellation, clock.nanoTime());
        endPoint.waits(one);
        if (endPoint.enlist()) {
            endPoints.add(endPoint);
        }
        return one;
    }

    /** The answer is about to be written. */
    void end(Waiting one) {
        one.endPoint.waits(null);
        one.end();
    }

    /** Cuts off connections of this connector whose requests do not come in. */
    void guard(Connector guarded) {
        connectors.add(guarded);
    }

    /** Gives up every request that is worked on. */
    void cancelAll() {
        for (WatchedEndPoint endPoint : endPoints) {
            Waiting one = endPoint.waiting();
            if (one != null) {
                one.cancellation.cancel();
            }
        }
    }

    private void run() {
        try {
            for (int round = 0; ; round++) {
                clock.sleep(PERIOD);
                long now = clock.nanoTime();
                endPoints.forEach(endPoint -> look(endPoint, now));
                if (round % 4 == 0) {
                    cutOff(now);
                }
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void look(WatchedEndPoint endPoint, long now) {
        Waiting one = endPoint.waiting();
        if (one == null) {
            if (!endPoint.isOpen()) {
                forget(endPoint);
            }
            return;
        }
        long age = now - one.since;
        if (age >= silenceTimeout.toNanos()) {
            one.giveUp();
        } else if (age >= PERIOD.toNanos()) {
            one.arm();
        }
    }

    /** A last request may begin on it meanwhile. */
    private void forget(WatchedEndPoint endPoint) {
        endPoint.delist();
        endPoints.remove(endPoint);
        if (endPoint.waiting() != null && endPoint.enlist()) {
            endPoints.add(endPoint);
        }
    }

    private void cutOff(long now) {
        for (Connector guarded : connectors) {
            for (EndPoint endPoint : guarded.getConnectedEndPoints()) {
                if (endPoint instanceof WatchedEndPoint watched) {
                    long since = watched.unfinishedSince();
                    if (since != 0 && now - since > headersTimeout.toNanos()) {
                        watched.close();
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
