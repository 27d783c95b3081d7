package dev.patchbay.sdk.connector;

import dev.patchbay.sdk.outcome.Idempotency;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.schema.Schema;

/**
 * One thing that a type can do.
 *
 * @param params of a classic type: the whole {@code params}; of a sub-action: {@code
 *     subActionParams}
 * @param check after the params schema
 * @param function one attempt; blocking, thread-safe, never throws for what a target does
 */
public record Operation(
        String name, IdempotencyRule idempotency, Schema params, Check check, Function function) {

    /** An operation whose calls are all alike. */
    public Operation(
            String name, Idempotency idempotency, Schema params, Check check, Function function) {
        this(name, IdempotencyRule.always(idempotency), params, check, function);
    }

    /** The code of an operation. */
    @FunctionalInterface
    public interface Function {

        /**
         * One attempt: at most one effectful request beside handshakes (actions-api, section 6.7).
         */
        Outcome attempt(Invocation invocation);
    }
}
