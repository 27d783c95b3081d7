package dev.patchbay.net;

import java.io.IOException;

/** The exchange was given up: its deadline passed, or nobody waits any more. */
final class AbortedException extends IOException {

    AbortedException() {
        super("aborted");
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
