package dev.patchbay.sdk.time;

import java.security.SecureRandom;
import java.util.UUID;

/** Where ids and random bytes come from; tests own another one. Thread-safe. */
public interface IdSource {

    /** A random UUID (RFC 9562, version 4) in lower case. */
    String uuid();

    /** {@code count} unpredictable bytes. */
    byte[] bytes(int count);

    /** The platform's strong random source. */
    static IdSource random() {
        SecureRandom random = new SecureRandom();
        return new IdSource() {
            @Override
            public String uuid() {
                return UUID.randomUUID().toString();
            }

            @Override
            public byte[] bytes(int count) {
                byte[] bytes = new byte[count];
                random.nextBytes(bytes);
                return bytes;
            }
        };
    }
}
