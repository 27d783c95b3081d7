package dev.patchbay.demo;

/** One fake vendor below a path prefix of the receiver. Implementations are thread-safe. */
interface Vendor {

    /** The prefix, without a trailing slash. */
    String prefix();

    /** Answers a request below the prefix. */
    Reply answer(Received request);
}
