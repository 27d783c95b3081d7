package dev.patchbay.server.connectors;

import dev.patchbay.engine.audit.AuditEvent;
import dev.patchbay.engine.audit.AuditLog;
import dev.patchbay.engine.security.Caller;
import dev.patchbay.server.http.Exchange;

import java.util.Optional;

/**
 * Audit events of connector management (contract/actions-api.md, section 11.2): names and ids only.
 * Thread-safe.
 */
final class ConnectorAudit {

    private final AuditLog log;

    /** What is done, in the words of the events. */
    enum Action {
        CREATE("connector_create", "creation", "create", "creating"),
        GET("connector_get", "access", "access", "accessing"),
        UPDATE("connector_update", "change", "update", "updating"),
        DELETE("connector_delete", "deletion", "delete", "deleting"),
        FIND("connector_find", "access", "access", "accessing"),
        LOG("connector_get_global_execution_log", "access", "access", "accessing"),
        KPI("connector_get_global_execution_kpi", "access", "access", "accessing");

        private final String wire;
        private final String type;
        private final String verb;
        private final String doing;

        Action(String wire, String type, String verb, String doing) {
            this.wire = wire;
            this.type = type;
            this.verb = verb;
            this.doing = doing;
        }
    }

    ConnectorAudit(AuditLog log) {
        this.log = log;
    }

    boolean enabled() {
        return log.enabled();
    }

    /** Something is about to be written; nobody knows yet how that ends. */
    void started(Exchange exchange, Action action, String id) {
        String message = "User is " + action.doing + " connector [id=" + id + "]";
        write(exchange, action, "unknown", message, Optional.of(id), Optional.empty());
    }

    /** A connector was read. */
    void read(Exchange exchange, Action action, String id) {
        String message = "User has accessed connector [id=" + id + "]";
        write(exchange, action, "success", message, Optional.of(id), Optional.empty());
    }

    /** What connectors did was read. */
    void read(Exchange exchange, Action action) {
        String message = "User has accessed a connector";
        write(exchange, action, "success", message, Optional.empty(), Optional.empty());
    }

    /** It was not done to a connector. */
    void failed(Exchange exchange, Action action, String id, String why) {
        String message = "Failed attempt to " + action.verb + " connector [id=" + id + "]";
        write(exchange, action, "failure", message, Optional.of(id), Optional.of(why));
    }

    /** It was not done to any. */
    void failed(Exchange exchange, Action action, String why) {
        String message = "Failed attempt to " + action.verb + " a connector";
        write(exchange, action, "failure", message, Optional.empty(), Optional.of(why));
    }

    private void write(
            Exchange exchange,
            Action action,
            String outcome,
            String message,
            Optional<String> id,
            Optional<String> why) {
        if (log.enabled()) {
            log.write(
                    new AuditEvent(
                            action.wire,
                            "database",
                            Optional.of(action.type),
                            outcome,
                            message,
                            Optional.of("action"),
                            id,
                            Optional.of(exchange.spaceId()),
                            exchange.caller().map(Caller::username),
                            why.map(text -> new AuditEvent.ErrorInfo("Error", shown(text)))));
        }
    }

    /** What does not fit a type may be quoted after the first colon, and it may be a secret. */
    private static String shown(String why) {
        return why.startsWith("error validating ") ? why.substring(0, why.indexOf(':')) : why;
    }
}
