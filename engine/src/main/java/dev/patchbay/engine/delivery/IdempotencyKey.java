package dev.patchbay.engine.delivery;

import dev.patchbay.engine.secret.CanonicalJson;
import dev.patchbay.engine.security.Caller;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;

/**
 * {@code Idempotency-Key}: the same request with the same key is accepted once within {@link
 * #LIFETIME}.
 *
 * @param bodyHash SHA-256 of the body as canonical JSON
 */
public record IdempotencyKey(String key, byte[] bodyHash) {

    /** How long an answer is remembered. */
    public static final Duration LIFETIME = Duration.ofHours(24);

    /** Longest key, in UTF-16 units. */
    public static final int LONGEST = 255;

    /** The key of a request with this body. */
    public static IdempotencyKey of(String key, JsonNode body) {
        try {
            return new IdempotencyKey(
                    key,
                    MessageDigest.getInstance("SHA-256")
                            .digest(CanonicalJson.write(body).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the platform has no SHA-256", e);
        }
    }

    /** Whose key it is, and where. */
    static String scope(Caller caller, String spaceId) {
        return caller.apiKey().map(key -> "key " + key.id()).orElse("user " + caller.userId())
                + " "
                + spaceId;
    }
}
