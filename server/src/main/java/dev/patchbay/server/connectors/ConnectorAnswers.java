package dev.patchbay.server.connectors;

import dev.patchbay.engine.connector.ConnectorRefusal;
import dev.patchbay.server.http.Answer;

/** Refusals of the engine in Kibana's envelope. */
final class ConnectorAnswers {

    private ConnectorAnswers() {}

    static Answer refusal(ConnectorRefusal refusal) {
        return Answer.error(
                switch (refusal.kind()) {
                    case INVALID -> 400;
                    case FORBIDDEN -> 403;
                    case NOT_FOUND -> 404;
                    case CONFLICT -> 409;
                },
                refusal.message());
    }
}
