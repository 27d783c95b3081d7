package dev.patchbay.demo;

import java.util.Map;

/** What a fake answers. */
public record Reply(int status, String contentType, String body, Map<String, String> headers) {

    /** A JSON answer. */
    static Reply json(int status, String body) {
        return new Reply(status, "application/json", body, Map.of());
    }

    /** A text answer. */
    static Reply text(int status, String body) {
        return new Reply(status, "text/plain; charset=utf-8", body, Map.of());
    }
}
