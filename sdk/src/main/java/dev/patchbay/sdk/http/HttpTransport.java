package dev.patchbay.sdk.http;

/**
 * Sends HTTP for one invocation: its deadline, its count of sent body bytes, its redaction.
 * Blocking, to be called on a virtual thread; thread-safe.
 */
public interface HttpTransport {

    /**
     * Sends one call and reads the whole answer, following redirects as the call says. Never throws
     * for what a network or a peer does: that is an {@link HttpFailure}.
     */
    HttpResult send(HttpCall call);
}
