package dev.patchbay.server.http;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps the heap from filling up with requests: so many are worked on at a time, further ones are
 * refused at once; large bodies share a budget and wait for it, unread, in the client's own
 * buffers. Thread-safe.
 */
final class Admission {

    /** Bodies up to this size, in bytes, are not counted. */
    static final int SMALL_BODY = 65_536;

    /** Heap that one request is thought to take. */
    private static final int HEAP_PER_REQUEST = 32_768;

    /** A parsed body takes several times its size, and half of the heap belongs to others. */
    private static final int HEAP_PER_BODY_BYTE = 16;

    private static final int KIBIBYTE = 1024;

    private final AtomicInteger working = new AtomicInteger();
    private final int mostWorking;
    private final Semaphore bodies;
    private final int bodyKibibytes;

    /** For a heap of so many bytes. */
    Admission(long heap) {
        mostWorking = Math.clamp(heap / HEAP_PER_REQUEST, 256, Integer.MAX_VALUE);
        bodyKibibytes = Math.clamp(heap / HEAP_PER_BODY_BYTE / KIBIBYTE, 2 * KIBIBYTE, 1 << 20);
        bodies = new Semaphore(bodyKibibytes, true);
    }

    /** Whether one more request may begin; who is let in calls {@link #leave}. */
    boolean enter() {
        if (working.incrementAndGet() <= mostWorking) {
            return true;
        }
        working.decrementAndGet();
        return false;
    }

    /** A request has ended. */
    void leave() {
        working.decrementAndGet();
    }

    /** A request's share of the budget for bodies. Belongs to the request's thread. */
    final class Room implements AutoCloseable {
        private int reserved;

        private Room() {}

        /**
         * Waits for room for a body of so many bytes; false when there is none in time. A second
         * call asks for nothing.
         */
        boolean take(long bytes, Duration patience) {
            if (bytes <= SMALL_BODY || reserved > 0) {
                return true;
            }
            int wanted = (int) Math.min(bytes / KIBIBYTE + 1, bodyKibibytes);
            try {
                if (bodies.tryAcquire(wanted, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    reserved = wanted;
                    return true;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        }

        /** The body is not needed any more. */
        @Override
        public void close() {
            if (reserved > 0) {
                bodies.release(reserved);
                reserved = 0;
            }
        }
    }

    /** For one request, to be closed with it. */
    Room room() {
        return new Room();
    }
}
