package dev.patchbay.sdk.time;

/** Where ids and random bytes come from; tests own another one. Thread-safe. */
public interface IdSource {

    /** A random UUID (RFC 9562, version 4) in lower case. */
    String uuid();

    /** {@code count} unpredictable bytes. */
    byte[] bytes(int count);

    /**
     * The platform's strong random source, asked for a block at a time: its every call may be a
     * trip into the kernel, and ids are made for each attempt.
     */
    static IdSource random() {
        return new RandomIds();
    }
}
