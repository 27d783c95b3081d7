package dev.patchbay.net;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * One call under way, redirects included: until when it may run, what must be closed to end it, and
 * how far it has come. Ended by closing its socket, the one thing that ends a blocked read, write,
 * connect or handshake alike. Thread-safe.
 */
final class Exchange {

    /** Why a call was given up. */
    enum Abort {
        DEADLINE,
        CANCELLED
    }

    private final long deadlineNanos;
    private final long timeoutMillis;
    private @Nullable Closeable held;
    private volatile @Nullable Abort abort;
    private volatile @Nullable Thread pausing;
    private Set<Exchange> watchedAmong = Set.of();
    private boolean sent;
    private int status;

    Exchange(long nowNanos, long timeoutMillis) {
        this.timeoutMillis = timeoutMillis;
        deadlineNanos = nowNanos + timeoutMillis * 1_000_000;
    }

    long timeoutMillis() {
        return timeoutMillis;
    }

    /** Of the clock that the call was begun by. */
    long deadlineNanos() {
        return deadlineNanos;
    }

    /** Nanoseconds until the deadline; negative after it. */
    long remainingNanos(long nowNanos) {
        return deadlineNanos - nowNanos;
    }

    /** Makes {@code closeable} what an abort closes; closes it at once when that has happened. */
    void hold(Closeable closeable) throws AbortedException {
        synchronized (this) {
            if (abort == null) {
                held = closeable;
                return;
            }
        }
        closeQuietly(closeable);
        throw new AbortedException();
    }

    /** Keeps an abort from closing what is held; false when it was closed already. */
    synchronized boolean letGo() {
        held = null;
        return abort == null;
    }

    /** Gives up; the first reason stays. Does not block. */
    void abort(Abort why) {
        Closeable closeable;
        synchronized (this) {
            if (abort != null) {
                return;
            }
            abort = why;
            closeable = held;
            held = null;
        }
        if (closeable != null) {
            closeQuietly(closeable);
        }
        LockSupport.unpark(pausing);
    }

    /** Lets so many nanoseconds pass on the thread of the call; an abort or interrupt ends it. */
    void pause(long nanos) {
        long until = System.nanoTime() + nanos;
        pausing = Thread.currentThread();
        try {
            for (long left = nanos; left > 0 && abort == null; left = until - System.nanoTime()) {
                LockSupport.parkNanos(this, left);
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
            }
        } finally {
            pausing = null;
        }
    }

    /** Why it was given up, or null. */
    @Nullable Abort aborted() {
        return abort;
    }

    void check() throws AbortedException {
        if (abort != null) {
            throw new AbortedException();
        }
    }

    /** A hop begins: nothing of it is sent. For the calling thread only, like the next six. */
    void beginHop() {
        sent = false;
        status = 0;
    }

    /** Where the watch keeps it, until it is forgotten. */
    void watchedAmong(Set<Exchange> others) {
        watchedAmong = others;
    }

    Set<Exchange> watchedAmong() {
        return watchedAmong;
    }

    void sending() {
        sent = true;
    }

    boolean sent() {
        return sent;
    }

    /** The final status line has come. */
    void answered(int finalStatus) {
        status = finalStatus;
    }

    /** The status that has come; 0 before. */
    int status() {
        return status;
    }

    /** Of the deadline: what the JVM would make up for an identity costs more. */
    @Override
    public int hashCode() {
        return Long.hashCode(deadlineNanos);
    }

    /** By identity. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
