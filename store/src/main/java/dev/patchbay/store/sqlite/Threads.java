package dev.patchbay.store.sqlite;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Ends threads of the store. Stateless. */
final class Threads {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Threads() {}

    /** Tells the threads that take from a queue to end after what is in it. */
    static <T> void stop(BlockingQueue<T> queue, T mark) {
        try {
            queue.offer(mark, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a thread that was told to end. */
    static void join(Thread thread) {
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
