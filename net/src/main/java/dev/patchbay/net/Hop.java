package dev.patchbay.net;

import dev.patchbay.sdk.http.Headers;

import java.util.Optional;

/** One request of a call: the first, or one that a redirect asked for. Immutable. */
record Hop(String method, WebUrl url, Headers headers, Optional<byte[]> body) {

    @Override
    public String toString() {
        return "Hop[" + method + " " + url + "]";
    }
}
