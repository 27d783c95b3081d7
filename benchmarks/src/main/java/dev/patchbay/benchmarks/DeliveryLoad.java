package dev.patchbay.benchmarks;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Clients that hand deliveries over: as fast as they are answered, or at fixed times. */
final class DeliveryLoad {

    static final int CLIENTS = 64;

    /** So many that what is too much arrives at the door, and does not wait among the clients. */
    private static final int CROWD = 512;

    private static final long LARGEST = 60_000_000;

    private final int port;
    private final Supplier<Submissions.Request> requests;

    DeliveryLoad(int port, Supplier<Submissions.Request> requests) {
        this.port = port;
        this.requests = requests;
    }

    /**
     * What came of it.
     *
     * @param accepted latencies of 202 and 200, microseconds
     * @param refused latencies of 429, microseconds, from when a client was free to ask
     */
    record Result(Histogram accepted, Histogram refused, double seconds) {

        double perSecond() {
            return accepted.getTotalCount() / seconds;
        }

        double p99Millis() {
            return accepted.getValueAtPercentile(99) / 1_000.0;
        }
    }

    /** Each client sends its next request when it has an answer. */
    Result closed(double seconds) throws IOException {
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        return run(CLIENTS, start, () -> System.nanoTime() < end ? System.nanoTime() : -1);
    }

    /** Requests are due at fixed times; a latency runs from when its request was due. */
    Result open(double perSecond, double seconds) throws IOException {
        return open(CLIENTS, perSecond, seconds);
    }

    /** The same with a crowd of clients, for more than can be done. */
    Result crowd(double perSecond, double seconds) throws IOException {
        return open(CROWD, perSecond, seconds);
    }

    private Result open(int clients, double perSecond, double seconds) throws IOException {
        long start = System.nanoTime() + 200_000_000L;
        long total = (long) (perSecond * seconds);
        AtomicLong next = new AtomicLong();
        return run(
                clients,
                start,
                () -> {
                    long n = next.getAndIncrement();
                    return n < total ? start + (long) (n * 1e9 / perSecond) : -1;
                });
    }

    /**
     * Runs the clients.
     *
     * @param due when the next request is due, nanoseconds; negative = there is none
     */
    private Result run(int clients, long start, Supplier<Long> due) throws IOException {
        List<Result> parts = atOnce(clients, () -> client(due));
        Histogram accepted = OpenLoop.histogram();
        Histogram refused = OpenLoop.histogram();
        for (Result part : parts) {
            accepted.add(part.accepted());
            refused.add(part.refused());
        }
        return new Result(accepted, refused, (System.nanoTime() - start) / 1e9);
    }

    private Result client(Supplier<Long> dues) throws IOException {
        Histogram accepted = OpenLoop.histogram();
        Histogram refused = OpenLoop.histogram();
        try (HttpConnection connection = new HttpConnection(port)) {
            for (long due = dues.get(); due >= 0; due = dues.get()) {
                for (long left = due - System.nanoTime();
                        left > 0;
                        left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                long asked = System.nanoTime();
                HttpReply reply = connection.send(requests.get().bytes());
                long answered = System.nanoTime();
                long micros = Math.min((answered - due) / 1_000, LARGEST);
                switch (reply.status()) {
                    case 200, 202 -> accepted.recordValue(micros);
                    case 429 -> refused.recordValue((answered - asked) / 1_000);
                    default ->
                            throw new IOException(
                                    "answered " + reply.status() + ": " + reply.text());
                }
            }
        }
        return new Result(accepted, refused, 0);
    }

    /** Runs the same on that many threads. */
    static <T> List<T> atOnce(int threads, Callable<T> work) throws IOException {
        List<Future<T>> running = new ArrayList<>();
        List<T> results = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads; i++) {
                running.add(executor.submit(work));
            }
            for (Future<T> one : running) {
                results.add(one.get());
            }
        } catch (ExecutionException e) {
            throw new IOException("a client failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return results;
    }
}
