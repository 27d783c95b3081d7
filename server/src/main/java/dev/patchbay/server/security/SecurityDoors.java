package dev.patchbay.server.security;

import dev.patchbay.engine.audit.AuditLog;
import dev.patchbay.engine.security.Caller;
import dev.patchbay.engine.security.Rights;
import dev.patchbay.engine.security.Security;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.Exchange;

import java.util.Optional;

/** What the routes of the {@code _security} dialect share. */
record SecurityDoors(Security security, EsAnswers answers, SecurityAudit audit) {

    SecurityDoors(Security security, boolean elasticsearchClients, AuditLog audit) {
        this(security, new EsAnswers(elasticsearchClients), new SecurityAudit(audit));
    }

    Rights rights() {
        return security.rights();
    }

    /** The 403 when the caller may not do it. */
    Optional<Answer> forbidden(Exchange exchange, ClusterAction action) {
        Caller caller = exchange.requireCaller();
        return action.allowedTo(caller, rights())
                ? Optional.empty()
                : Optional.of(refused(caller, action));
    }

    Answer refused(Caller caller, ClusterAction action) {
        return answers.error(403, EsAnswers.SECURITY, action.refusal(caller, rights()));
    }
}
