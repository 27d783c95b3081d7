package dev.patchbay.server.connectors;

import dev.patchbay.engine.connector.ConnectorRefusal;
import dev.patchbay.engine.security.Authorizer;
import dev.patchbay.engine.security.Right;
import dev.patchbay.server.connectors.ConnectorAudit.Action;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Exchange;

/** What the routes of connector management share. Thread-safe. */
record ConnectorDoors(Authorizer rights, ConnectorAudit audit) {

    static final String MAY_NOT_READ = "Unauthorized to get actions";

    boolean mayWrite(Exchange exchange) {
        return rights.may(exchange.requireCaller(), Right.CONNECTOR_WRITE, exchange.spaceId());
    }

    boolean mayRead(Exchange exchange) {
        return mayRead(exchange, exchange.spaceId());
    }

    boolean mayRead(Exchange exchange, String spaceId) {
        return rights.may(exchange.requireCaller(), Right.CONNECTOR_READ, spaceId);
    }

    /** A 403, and the audit log knows of it. */
    Answer forbidden(Exchange exchange, Action action, String id, String text) {
        audit.failed(exchange, action, id, text);
        return Answer.error(403, text);
    }

    /** The engine's refusal, and the audit log knows of it. */
    Answer refused(Exchange exchange, Action action, String id, ConnectorRefusal why) {
        audit.failed(exchange, action, id, why.message());
        return ConnectorAnswers.refusal(why);
    }
}
