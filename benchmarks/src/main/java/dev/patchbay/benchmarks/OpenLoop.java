package dev.patchbay.benchmarks;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The open loop: requests are due at fixed times, whether or not earlier ones have been answered. A
 * latency runs from the time a request was due, so a stall counts for all that it held up (<a
 * href="https://www.scylladb.com/2021/04/22/on-coordinated-omission/">coordinated omission</a>).
 */
final class OpenLoop {

    private static final int CONNECTIONS = 64;

    /** Latencies are kept in microseconds, up to a minute, to three digits. */
    private static final long LARGEST = 60_000_000;

    private static final int DIGITS = 3;

    private final int port;
    private final List<byte[]> requests;
    private final AtomicLong next = new AtomicLong();

    /**
     * A loop over a server.
     *
     * @param requests sent in turn, over and over
     */
    OpenLoop(int port, List<byte[]> requests) {
        this.port = port;
        this.requests = List.copyOf(requests);
    }

    static Histogram histogram() {
        return new Histogram(LARGEST, DIGITS);
    }

    /** Sends {@code perSecond × seconds} requests; the latencies, in microseconds. */
    Histogram run(int perSecond, int seconds) throws IOException {
        long total = (long) perSecond * seconds;
        long gap = 1_000_000_000L / perSecond;
        next.set(0);
        // The connections open before the first request is due.
        long start = System.nanoTime() + 200_000_000L;
        List<Future<Histogram>> parts = new ArrayList<>();
        Histogram all = histogram();
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (int i = 0; i < CONNECTIONS; i++) {
                parts.add(threads.submit(() -> part(start, gap, total)));
            }
            for (Future<Histogram> part : parts) {
                all.add(part.get());
            }
        } catch (ExecutionException e) {
            throw new IOException("the open loop failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return all;
    }

    private Histogram part(long start, long gap, long total) throws IOException {
        Histogram latencies = histogram();
        try (HttpConnection connection = new HttpConnection(port)) {
            for (long n = next.getAndIncrement(); n < total; n = next.getAndIncrement()) {
                long due = start + n * gap;
                for (long wait = due - System.nanoTime();
                        wait > 0;
                        wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                HttpReply reply = connection.send(requests.get((int) (n % requests.size())));
                long micros = (System.nanoTime() - due) / 1_000;
                if (reply.status() != 200) {
                    throw new IOException("answered " + reply.status() + ": " + reply.text());
                }
                latencies.recordValue(Math.min(micros, LARGEST));
            }
        }
        return latencies;
    }
}
