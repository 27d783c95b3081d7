package dev.patchbay.engine.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/** Secrets of API keys: 128 random bits, so one salted SHA-256 is enough (D6). Stateless. */
final class KeySecrets {

    private static final int SALT_BYTES = 16;
    private static final byte[] NO_SALT = new byte[SALT_BYTES];
    private static final byte[] NO_HASH = new byte[32];

    private KeySecrets() {}

    static int saltBytes() {
        return SALT_BYTES;
    }

    /** URL-safe base64 without padding. */
    static String text(byte[] random) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    static byte[] hash(byte[] salt, String secret) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(salt);
            return sha.digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the platform lacks SHA-256", e);
        }
    }

    /** Compares in constant time; without a key the same work is done. */
    static boolean verify(String secret, Optional<ApiKey> key) {
        byte[] got = hash(key.map(ApiKey::salt).orElse(NO_SALT), secret);
        boolean equal = MessageDigest.isEqual(got, key.map(ApiKey::hash).orElse(NO_HASH));
        return key.isPresent() && equal;
    }
}
