package dev.patchbay.engine.execution;

import dev.patchbay.engine.connector.LoadedConnector;
import dev.patchbay.engine.eventlog.ErrorText;
import dev.patchbay.engine.eventlog.ExecutionRecord;
import dev.patchbay.engine.security.Caller;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.outcome.Outcome.Failed;

import java.time.Instant;
import java.util.Optional;

/** Makes the compact record of an attempt. Stateless. */
final class ExecutionRecords {

    private ExecutionRecords() {}

    static ExecutionRecord of(
            String id,
            Instant startedAt,
            long nanos,
            ExecutionRequest request,
            LoadedConnector connector,
            ConnectorType type,
            Attempt.Ran ran) {
        Optional<Failed> failure =
                ran.outcome() instanceof Failed failed ? Optional.of(failed) : Optional.empty();
        Caller caller = request.caller();
        return new ExecutionRecord(
                id,
                startedAt,
                nanos,
                request.spaceId(),
                connector.id(),
                connector.name(),
                connector.typeId(),
                connector.preconfigured(),
                request.source(),
                failure.isEmpty(),
                failure.map(failed -> failed.reason().label()),
                failure.map(failed -> failed.effect().label()),
                failure.map(ErrorText::of),
                caller.username(),
                caller.apiKey().map(Caller.ApiKeyRef::id),
                caller.apiKey().map(Caller.ApiKeyRef::name),
                ran.requestBytes(),
                type.specHash());
    }
}
