package dev.patchbay.engine.execution;

import dev.patchbay.sdk.secret.Secret;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Symmetric signatures of the Standard Webhooks specification (standardwebhooks.com, version 1):
 * HMAC-SHA256 over {@code id.timestamp.body}, in Base64 behind {@code v1,}. Immutable and
 * thread-safe.
 */
public final class WebhookSignature {

    /** {@code webhook-id}: the same for each attempt, so that a receiver knows it again. */
    static final String ID = "webhook-id";

    /** {@code webhook-timestamp}: seconds since 1970 of the attempt. */
    static final String TIMESTAMP = "webhook-timestamp";

    /** {@code webhook-signature}: one or more, with blanks between. */
    static final String SIGNATURE = "webhook-signature";

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;

    private final List<SecretKeySpec> keys;

    WebhookSignature(List<Secret> secrets) {
        keys =
                secrets.stream()
                        .map(secret ->
                                key(secret.reveal())
                                        .orElseThrow(() ->
                                                new IllegalArgumentException(
                                                        "no secret of Standard Webhooks")))
                        .map(bytes -> new SecretKeySpec(bytes, ALGORITHM))
                        .toList();
    }

    /** Whether a text is {@code whsec_} and 24 to 64 bytes in Base64. */
    public static boolean isSecret(String text) {
        return key(text).isPresent();
    }

    private static Optional<byte[]> key(String text) {
        if (!text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Base64.getDecoder().decode(text.substring(PREFIX.length())))
                    .filter(key -> key.length >= LEAST_BYTES && key.length <= MOST_BYTES);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The value of {@link #SIGNATURE}. */
    String of(String id, Instant time, byte[] body) {
        byte[] head = (id + "." + time.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8);
        return keys.stream().map(key -> one(key, head, body)).collect(Collectors.joining(" "));
    }

    private static String one(SecretKeySpec key, byte[] head, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(head);
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("the platform has no " + ALGORITHM, e);
        }
    }
}
