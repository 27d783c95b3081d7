package dev.patchbay.benchmarks;

import java.nio.charset.StandardCharsets;

/** An answer: its status and body. */
record HttpReply(int status, byte[] body) {

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
