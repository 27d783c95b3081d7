package dev.patchbay.engine.execution;

import dev.patchbay.engine.audit.AuditEvent;
import dev.patchbay.engine.audit.AuditLog;
import dev.patchbay.engine.eventlog.ExecutionRecord;

import java.util.Optional;

/**
 * {@code connector_execute} in the audit log (contract/actions-api.md, section 11.2). Thread-safe.
 */
final class ExecutionAudit {

    private final AuditLog log;

    ExecutionAudit(AuditLog log) {
        this.log = log;
    }

    /** It ran; a failed run is a failure of the event too. */
    void ran(ExecutionRequest request, ExecutionRecord record) {
        if (log.enabled()) {
            log.write(
                    record.success()
                            ? event(request, "success", executed(request), Optional.empty())
                            : failure(
                                    request,
                                    record.reason().orElse(""),
                                    record.error().orElse("")));
        }
    }

    /** It was refused, before or by validation. */
    void refused(ExecutionRequest request, String code, String message) {
        if (log.enabled()) {
            log.write(failure(request, code, message));
        }
    }

    private static AuditEvent failure(ExecutionRequest request, String code, String message) {
        return event(
                request,
                "failure",
                "Failed attempt to execute connector [id=" + request.connectorId() + "]",
                Optional.of(new AuditEvent.ErrorInfo(code, message)));
    }

    private static String executed(ExecutionRequest request) {
        return "User has executed connector [id=" + request.connectorId() + "]";
    }

    private static AuditEvent event(
            ExecutionRequest request,
            String outcome,
            String message,
            Optional<AuditEvent.ErrorInfo> error) {
        return new AuditEvent(
                "connector_execute",
                "database",
                Optional.empty(),
                outcome,
                message,
                Optional.of("action"),
                Optional.of(request.connectorId()),
                Optional.of(request.spaceId()),
                Optional.of(request.caller().username()),
                error);
    }
}
