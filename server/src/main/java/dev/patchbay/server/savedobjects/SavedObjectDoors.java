package dev.patchbay.server.savedobjects;

import dev.patchbay.engine.audit.AuditEvent;
import dev.patchbay.engine.audit.AuditLog;
import dev.patchbay.engine.security.Authorizer;
import dev.patchbay.engine.security.Caller;
import dev.patchbay.engine.security.Right;
import dev.patchbay.server.http.Exchange;

import java.util.Optional;

/**
 * Who may take connectors out and in (contract/security-and-spaces.md, section 5.3), and what the
 * audit log is told. Thread-safe.
 */
record SavedObjectDoors(Authorizer rights, AuditLog audit) {

    boolean mayExport(Exchange exchange) {
        return may(exchange, Right.CONNECTOR_READ) || may(exchange, Right.SAVED_OBJECTS_READ);
    }

    boolean mayImport(Exchange exchange) {
        return may(exchange, Right.CONNECTOR_WRITE) || may(exchange, Right.SAVED_OBJECTS_MANAGE);
    }

    /** Secrets leave: only who could read the database anyway. */
    boolean mayExportSecrets(Exchange exchange) {
        return may(exchange, Right.SUPERUSER);
    }

    private boolean may(Exchange exchange, Right right) {
        return rights.may(exchange.requireCaller(), right, exchange.spaceId());
    }

    /** A connector is about to be written; nobody knows yet how that ends. */
    void importing(Exchange exchange, String id) {
        write(
                exchange,
                "connector_create",
                "creation",
                "unknown",
                "User is creating connector [id=" + id + "]",
                Optional.of(id),
                Optional.empty());
    }

    void notImported(Exchange exchange, String why) {
        write(
                exchange,
                "connector_create",
                "creation",
                "failure",
                "Failed attempt to create a connector",
                Optional.empty(),
                Optional.of(why));
    }

    /** A connector left without its secrets. */
    void exported(Exchange exchange, String id) {
        write(
                exchange,
                "connector_get",
                "access",
                "success",
                "User has accessed connector [id=" + id + "]",
                Optional.of(id),
                Optional.empty());
    }

    /** A connector is about to leave with its secrets (ours). */
    void exportingSecrets(Exchange exchange, String id) {
        write(
                exchange,
                "connector_export_secrets",
                "access",
                "unknown",
                "User is exporting connector with its secrets [id=" + id + "]",
                Optional.of(id),
                Optional.empty());
    }

    void notExported(Exchange exchange, boolean withSecrets, String why) {
        write(
                exchange,
                withSecrets ? "connector_export_secrets" : "connector_get",
                "access",
                "failure",
                "Failed attempt to access a connector",
                Optional.empty(),
                Optional.of(why));
    }

    private void write(
            Exchange exchange,
            String action,
            String type,
            String outcome,
            String message,
            Optional<String> id,
            Optional<String> why) {
        if (audit.enabled()) {
            audit.write(
                    new AuditEvent(
                            action,
                            "database",
                            Optional.of(type),
                            outcome,
                            message,
                            Optional.of("action"),
                            id,
                            Optional.of(exchange.spaceId()),
                            exchange.caller().map(Caller::username),
                            why.map(text -> new AuditEvent.ErrorInfo("Error", text))));
        }
    }
}
