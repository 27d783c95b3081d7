package dev.patchbay.engine.security;

import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.IdSource;

/** Passwords that are made up: {@value #LENGTH} characters that nobody confuses. */
final class RandomPasswords {

    static final int LENGTH = 24;

    /** 32 characters, so that each takes 5 bits: no 0 O 1 l I and no u v. */
    static final String ALPHABET = "abcdefghjkmnpqrstwxyz23456789ACE";

    private RandomPasswords() {}

    /** 120 random bits. */
    static Secret create(IdSource ids) {
        byte[] random = ids.bytes(LENGTH);
        StringBuilder text = new StringBuilder(LENGTH);
        for (byte b : random) {
            text.append(ALPHABET.charAt(b & 31));
        }
        return new Secret(text.toString());
    }
}
