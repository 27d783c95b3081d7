package dev.patchbay.server.security;

import dev.patchbay.engine.audit.AuditEvent;
import dev.patchbay.engine.audit.AuditLog;
import dev.patchbay.server.http.Exchange;

import java.util.Optional;

/** Audit events of the security doors: names, ids and counts only (D16). Thread-safe. */
final class SecurityAudit {

    private final AuditLog log;

    SecurityAudit(AuditLog log) {
        this.log = log;
    }

    /** Something was written, such as {@code user_create} of a {@code user}. */
    void done(Exchange exchange, String action, String type, String objectType, String name) {
        write(
                exchange,
                action,
                "iam",
                type,
                "success",
                "User has done " + action + " [" + name + "]",
                objectType,
                Optional.of(name),
                Optional.empty());
    }

    /** Something was refused for want of rights. */
    void refused(Exchange exchange, String action, String type, String objectType, String name) {
        write(
                exchange,
                action,
                "iam",
                type,
                "failure",
                "Failed attempt of " + action + " [" + name + "]",
                objectType,
                Optional.of(name),
                forbidden());
    }

    /** A space is about to be written: outcome {@code unknown}, as in Kibana. */
    void spaceWrite(Exchange exchange, String action, String type, String doing, String id) {
        space(exchange, action, type, "unknown", "User is " + doing + " space [id=" + id + "]", id);
    }

    /** A space was read. */
    void spaceRead(Exchange exchange, String action, String id) {
        space(exchange, action, "access", "success", "User has accessed space [id=" + id + "]", id);
    }

    /** A space may not be read or written. */
    void spaceRefused(Exchange exchange, String action, String type, String verb, String id) {
        write(
                exchange,
                action,
                "database",
                type,
                "failure",
                id.isEmpty()
                        ? "Failed attempt to " + verb + " a space"
                        : "Failed attempt to " + verb + " space [id=" + id + "]",
                "space",
                id.isEmpty() ? Optional.empty() : Optional.of(id),
                forbidden());
    }

    private void space(
            Exchange exchange,
            String action,
            String type,
            String outcome,
            String message,
            String id) {
        write(
                exchange,
                action,
                "database",
                type,
                outcome,
                message,
                "space",
                Optional.of(id),
                Optional.empty());
    }

    private static Optional<AuditEvent.ErrorInfo> forbidden() {
        return Optional.of(new AuditEvent.ErrorInfo("Error", "Forbidden"));
    }

    private void write(
            Exchange exchange,
            String action,
            String category,
            String type,
            String outcome,
            String message,
            String objectType,
            Optional<String> objectId,
            Optional<AuditEvent.ErrorInfo> error) {
        if (log.enabled()) {
            log.write(
                    new AuditEvent(
                            action,
                            category,
                            Optional.of(type),
                            outcome,
                            message,
                            Optional.of(objectType),
                            objectId,
                            Optional.of(exchange.spaceId()),
                            exchange.caller().map(caller -> caller.username()),
                            error));
        }
    }
}
