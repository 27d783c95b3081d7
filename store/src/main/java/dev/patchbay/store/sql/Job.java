package dev.patchbay.store.sql;

import dev.patchbay.engine.store.StoreUnavailableException;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Work that its caller hands to a thread of the store and waits for. The caller may be a virtual
 * thread; native code never runs on it. Thread-safe: one caller, one worker.
 */
public final class Job<T extends @Nullable Object> {

    private enum State {
        QUEUED,
        TAKEN,
        DONE,
        GIVEN_UP
    }

    private final Thread caller = Thread.currentThread();
    private final AtomicReference<State> state = new AtomicReference<>(State.QUEUED);
    private @Nullable T result;
    private @Nullable Throwable failure;

    /** The worker takes it; false when the caller has given up. */
    public boolean take() {
        return state.compareAndSet(State.QUEUED, State.TAKEN);
    }

    /** The worker has done it. */
    public void succeed(T value) {
        result = value;
        finish();
    }

    /** The worker could not do it. */
    public void fail(Throwable why) {
        failure = why;
        finish();
    }

    private void finish() {
        state.set(State.DONE);
        LockSupport.unpark(caller);
    }

    /**
     * Waits for the result. Once the work is taken its end is awaited, also by a caller that was
     * interrupted, because it may be committed.
     *
     * @param patienceNanos how long it may stay in the queue
     * @throws StoreUnavailableException when nobody took it in time
     */
    @SuppressWarnings("NullAway") // a result is null only where T is nullable
    public T await(long patienceNanos) {
        long end = System.nanoTime() + patienceNanos;
        boolean interrupted = false;
        try {
            while (state.get() != State.DONE) {
                interrupted |= Thread.interrupted();
                long left = end - System.nanoTime();
                if ((interrupted || left <= 0) && giveUp()) {
                    throw new StoreUnavailableException(
                            "the database did not come to a request in time",
                            interrupted
                                    ? new InterruptedException("the caller was interrupted")
                                    : new TimeoutException("the queue is too long"));
                }
                if (left > 0) {
                    LockSupport.parkNanos(this, left);
                } else {
                    LockSupport.park(this);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return switch (failure) {
            case null -> result;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        };
    }

    private boolean giveUp() {
        return state.compareAndSet(State.QUEUED, State.GIVEN_UP);
    }
}
