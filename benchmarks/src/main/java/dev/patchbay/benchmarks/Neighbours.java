package dev.patchbay.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Clients that execute connectors whose target is not well, each over a connection of its own, over
 * and over until they are closed. Thread-safe.
 */
final class Neighbours implements AutoCloseable {

    /** A client whose call ended waits as long before the next. */
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    /** For the last of them to connect. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong ended = new AtomicLong();
    private final List<HttpConnection> open = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Thread> threads;
    private final long allBegun;

    /**
     * Starts them one after the other, evenly over a time, so that they do not all give up in the
     * same moment either: what is measured is how they wait, not how they arrive.
     */
    Neighbours(int port, List<byte[]> requests, int clients, Duration over) {
        allBegun = System.nanoTime() + over.toNanos() + PATIENCE;
        threads =
                IntStream.range(0, clients)
                        .mapToObj(i ->
                                Thread.ofVirtual()
                                        .start(() ->
                                                live(
                                                        port,
                                                        requests.get(i % requests.size()),
                                                        over.toNanos() / clients * i)))
                        .toList();
    }

    private void live(int port, byte[] request, long afterNanos) {
        try {
            if (closed.await(afterNanos, TimeUnit.NANOSECONDS)) {
                return;
            }
            do {
                call(port, request);
            } while (!closed.await(PAUSE, TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void call(int port, byte[] request) {
        try (HttpConnection connection = new HttpConnection(port)) {
            open.add(connection);
            waiting.incrementAndGet();
            try {
                connection.send(request);
            } finally {
                waiting.decrementAndGet();
                ended.incrementAndGet();
                open.remove(connection);
            }
        } catch (IOException e) {
            // It waited too long, or this is closed.
        }
    }

    /** Waits until so many calls are under way, or all have begun; how many are. */
    int awaitUnderWay(int count) {
        while (waiting.get() < count && System.nanoTime() - allBegun < 0) {
            LockSupport.parkNanos(1_000_000);
        }
        return waiting.get();
    }

    /** Calls that ended: by a timeout, on either side. */
    long ended() {
        return ended.get();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        try {
            for (Thread thread : threads) {
                while (!thread.join(Duration.ofMillis(10))) {
                    for (HttpConnection connection : open) {
                        connection.close();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
