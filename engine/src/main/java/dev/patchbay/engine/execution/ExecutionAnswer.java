package dev.patchbay.engine.execution;

import dev.patchbay.engine.eventlog.ExecutionRecord;
import dev.patchbay.sdk.outcome.Idempotency;
import dev.patchbay.sdk.outcome.Outcome;

import java.util.Optional;

/**
 * What an attempt came to, in the order in which it can stop (contract/actions-api.md, section
 * 6.7).
 */
public sealed interface ExecutionAnswer {

    /** The connector is a system connector: nobody runs it directly. */
    record SystemConnector() implements ExecutionAnswer {}

    /** The caller may not; {@code text} is the contract's. */
    record Forbidden(String text) implements ExecutionAnswer {}

    /** The caller may run connectors, but the space has none of this id. */
    record NotFound(String connectorId) implements ExecutionAnswer {}

    /** The stored secrets cannot be opened; logged already. */
    record Undecryptable(String connectorId) implements ExecutionAnswer {}

    /** The connector's type is not registered. */
    record TypeNotRegistered(String typeId) implements ExecutionAnswer {}

    /** The stored connector's type is not enabled. */
    record TypeDisabled(String typeId) implements ExecutionAnswer {}

    /**
     * There is an outcome, redacted.
     *
     * @param idempotency of the operation that ran for a delivery; empty for a direct execution,
     *     and when none was chosen, so that nothing was done
     * @param record what the event log is told; empty when validation failed, which is no event
     */
    record Finished(
            String connectorId,
            Outcome outcome,
            Optional<Idempotency> idempotency,
            Optional<ExecutionRecord> record)
            implements ExecutionAnswer {}
}
