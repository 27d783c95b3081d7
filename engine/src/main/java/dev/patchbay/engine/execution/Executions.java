package dev.patchbay.engine.execution;

import dev.patchbay.engine.audit.AuditLog;
import dev.patchbay.engine.eventlog.EventLog;
import dev.patchbay.engine.eventlog.ExecutionRecord;
import dev.patchbay.sdk.outcome.Outcome;

import io.micrometer.core.instrument.MeterRegistry;

import java.util.Optional;

/**
 * Direct executions: exactly one attempt each, recorded in the event log, never queued
 * (contract/actions-api.md, section 6.7). Thread-safe; blocking.
 */
public final class Executions {

    private final Attempts attempts;
    private final EventLog events;
    private final ExecutionMetrics metrics;
    private final ExecutionAudit audit;

    /** Over these. */
    public Executions(Attempts attempts, EventLog events, MeterRegistry meters, AuditLog audit) {
        this.attempts = attempts;
        this.events = events;
        this.metrics = new ExecutionMetrics(meters);
        this.audit = new ExecutionAudit(audit);
    }

    /**
     * Runs a connector once.
     *
     * @throws dev.patchbay.engine.store.StoreUnavailableException when the database is down or the
     *     event log cannot be written: nothing was sent
     */
    public ExecutionAnswer execute(ExecutionRequest request) {
        try (EventLog.Seat seat = events.reserve()) {
            metrics.began();
            try {
                ExecutionAnswer answer = attempts.attempt(request);
                note(request, answer, seat);
                return answer;
            } finally {
                metrics.ended();
            }
        }
    }

    private void note(ExecutionRequest request, ExecutionAnswer answer, EventLog.Seat seat) {
        switch (answer) {
            case ExecutionAnswer.Finished(
                            _,
                            Outcome outcome,
                            _,
                            Optional<ExecutionRecord> made) -> {
                if (made.isPresent()) {
                    ExecutionRecord record = made.get();
                    seat.record(record);
                    metrics.finished(record.typeId(), outcome, record.durationNanos());
                    audit.ran(request, record);
                } else if (outcome instanceof Outcome.Failed failed) {
                    audit.refused(request, failed.reason().label(), failed.message());
                }
            }
            case ExecutionAnswer.Forbidden(String text) -> audit.refused(request, "Error", text);
            case ExecutionAnswer.SystemConnector _ ->
                    audit.refused(request, "Error", "a system connector");
            case ExecutionAnswer.NotFound _ -> audit.refused(request, "Error", "not found");
            case ExecutionAnswer.Undecryptable _ ->
                    audit.refused(request, "Error", "its secrets cannot be decrypted");
            case ExecutionAnswer.TypeNotRegistered(String type) ->
                    audit.refused(request, "Error", "type " + type + " is not registered");
            case ExecutionAnswer.TypeDisabled(String type) ->
                    audit.refused(request, "Error", "type " + type + " is not enabled");
        }
    }
}
