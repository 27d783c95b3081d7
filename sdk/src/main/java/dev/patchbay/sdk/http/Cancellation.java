package dev.patchbay.sdk.http;

/**
 * Tells that nobody waits for an answer any more: the HTTP client of a direct execution has left,
 * or the server gives up waiting at its stop. What is under way outward is aborted within a second.
 * Thread-safe.
 */
public interface Cancellation {

    /** Whether it has happened. Never goes back. */
    boolean cancelled();

    /**
     * Runs {@code action} once when it happens; at once, on this thread, when it already has. The
     * action must be quick and must not throw.
     *
     * @return to be closed when the work is done, after which the action does not begin any more
     */
    Registration onCancel(Runnable action);

    /** An action that waits. */
    interface Registration extends AutoCloseable {

        /** Forgets the action. Idempotent. */
        @Override
        void close();
    }

    /** Never happens: deliveries, rules. */
    static Cancellation never() {
        return NeverCancelled.INSTANCE;
    }
}
