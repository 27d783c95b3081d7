package dev.patchbay.sdk.connector;

import dev.patchbay.sdk.outcome.Idempotency;

import tools.jackson.databind.JsonNode;

import java.util.Optional;

/**
 * Whether calling an operation again is harmless, as far as that hangs on what it is called with:
 * an HTTP method of the config, a key among the params. Pure and thread-safe.
 */
@FunctionalInterface
public interface IdempotencyRule {

    /**
     * The answer for one call.
     *
     * @param config parsed config
     * @param params parsed params of the operation
     * @param deliveryId the delivery's id, which some operations give to the target as its key;
     *     empty for a direct execution
     */
    Idempotency of(JsonNode config, JsonNode params, Optional<String> deliveryId);

    /** The same for every call. */
    static IdempotencyRule always(Idempotency idempotency) {
        return (_, _, _) -> idempotency;
    }
}
