package dev.patchbay.sdk.http;

/** The cancellation of work that nobody can give up. */
enum NeverCancelled implements Cancellation {
    INSTANCE;

    @Override
    public boolean cancelled() {
        return false;
    }

    @Override
    public Registration onCancel(Runnable action) {
        return () -> {};
    }
}
