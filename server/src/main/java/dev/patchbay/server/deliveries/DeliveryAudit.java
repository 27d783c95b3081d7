package dev.patchbay.server.deliveries;

import dev.patchbay.engine.audit.AuditEvent;
import dev.patchbay.engine.audit.AuditLog;
import dev.patchbay.engine.security.Caller;
import dev.patchbay.server.http.Exchange;

import java.util.Optional;

/**
 * Audit events of deliveries, in the manner of those of connectors (contract/actions-api.md,
 * section 11.2): {@code unknown} before something is written, {@code success} of what got an id by
 * it, {@code failure}. Names and ids only. Thread-safe.
 */
final class DeliveryAudit {

    private final AuditLog log;

    /** What is done, in the words of the events. */
    enum Action {
        ACCEPT("delivery_accept", "creation", "accept", "accepting", "accepted"),
        REPLAY("delivery_replay", "creation", "replay", "replaying", "replayed"),
        CANCEL("delivery_cancel", "change", "cancel", "cancelling", "cancelled");

        private final String wire;
        private final String type;
        private final String verb;
        private final String doing;
        private final String done;

        Action(String wire, String type, String verb, String doing, String done) {
            this.wire = wire;
            this.type = type;
            this.verb = verb;
            this.doing = doing;
            this.done = done;
        }
    }

    /** What it is done to. */
    private record Subject(String text, Optional<String> objectType, Optional<String> id) {}

    DeliveryAudit(AuditLog log) {
        this.log = log;
    }

    boolean enabled() {
        return log.enabled();
    }

    private static Subject ofConnector(String connectorId) {
        return new Subject(
                "deliveries for connector [id=" + connectorId + "]",
                Optional.of("action"),
                Optional.of(connectorId));
    }

    private static Subject delivery(String id) {
        return new Subject("delivery [id=" + id + "]", Optional.of("delivery"), Optional.of(id));
    }

    /** Deliveries of a connector are about to be stored; they have no ids yet. */
    void accepting(Exchange exchange, String connectorId) {
        started(exchange, Action.ACCEPT, ofConnector(connectorId));
    }

    /** They are not, because of this connector. */
    void refused(Exchange exchange, String connectorId, String why) {
        failed(exchange, Action.ACCEPT, ofConnector(connectorId), why);
    }

    /** It is not done to any delivery. */
    void failed(Exchange exchange, Action action, String why) {
        failed(
                exchange,
                action,
                new Subject("deliveries", Optional.empty(), Optional.empty()),
                why);
    }

    /** Something is about to be done to a delivery. */
    void started(Exchange exchange, Action action, String id) {
        started(exchange, action, delivery(id));
    }

    /** It is done: a delivery has this id. */
    void done(Exchange exchange, Action action, String id) {
        write(
                exchange,
                action,
                "success",
                "User has " + action.done + " " + delivery(id).text(),
                delivery(id),
                Optional.empty());
    }

    /** It is not done. */
    void failed(Exchange exchange, Action action, String id, String why) {
        failed(exchange, action, delivery(id), why);
    }

    private void started(Exchange exchange, Action action, Subject subject) {
        write(
                exchange,
                action,
                "unknown",
                "User is " + action.doing + " " + subject.text(),
                subject,
                Optional.empty());
    }

    private void failed(Exchange exchange, Action action, Subject subject, String why) {
        write(
                exchange,
                action,
                "failure",
                "Failed attempt to " + action.verb + " " + subject.text(),
                subject,
                Optional.of(why));
    }

    private void write(
            Exchange exchange,
            Action action,
            String outcome,
            String message,
            Subject subject,
            Optional<String> why) {
        if (log.enabled()) {
            log.write(
                    new AuditEvent(
                            action.wire,
                            "database",
                            Optional.of(action.type),
                            outcome,
                            message,
                            subject.objectType(),
                            subject.id(),
                            Optional.of(exchange.spaceId()),
                            exchange.caller().map(Caller::username),
                            why.map(text -> new AuditEvent.ErrorInfo("Error", text))));
        }
    }
}
