package dev.patchbay.store.sqlite;

/** Counts commits. Written by one thread, read by any. */
final class WriteCounters {

    private volatile long writes;
    private volatile long commits;
    private volatile long failed;
    private volatile long nanos;

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void committed(int works, long commitNanos) {
        writes += works;
        commits++;
        nanos += commitNanos;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    void failed() {
        failed++;
    }

    long writes() {
        return writes;
    }

    long commits() {
        return commits;
    }

    long failedCommits() {
        return failed;
    }

    long commitNanos() {
        return nanos;
    }
}
