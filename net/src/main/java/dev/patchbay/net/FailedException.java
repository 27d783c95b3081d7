package dev.patchbay.net;

import dev.patchbay.sdk.http.HttpResult;

import java.io.IOException;

/** Carries a finished result up from where it is known best: a refusal, a failed connect. */
final class FailedException extends IOException {

    private final transient HttpResult result;

    FailedException(HttpResult result) {
        super("failed");
        this.result = result;
    }

    HttpResult result() {
        return result;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
