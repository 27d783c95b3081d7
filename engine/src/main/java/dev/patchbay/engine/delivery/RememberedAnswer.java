package dev.patchbay.engine.delivery;

import java.time.Instant;

/**
 * What an idempotency key was answered.
 *
 * @param scope caller and space
 * @param bodyHash SHA-256 of the request
 * @param ids of the deliveries, in order, with commas between
 */
public record RememberedAnswer(
        String scope, String key, byte[] bodyHash, String ids, Instant expiresAt) {}
