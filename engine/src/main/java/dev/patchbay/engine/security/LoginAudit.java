package dev.patchbay.engine.security;

import dev.patchbay.engine.audit.AuditEvent;
import dev.patchbay.engine.audit.AuditLog;

import java.util.Optional;

/** Audit events of logins: only of those that were checked, not of remembered ones. */
final class LoginAudit {

    private final AuditLog log;

    LoginAudit(AuditLog log) {
        this.log = log;
    }

    void succeeded(String username) {
        if (log.enabled()) {
            write("success", "User [" + username + "] has logged in", username);
        }
    }

    /** An empty name: an API key, whose owner is not told to have failed. */
    void failed(String username) {
        if (log.enabled()) {
            write("failure", "Failed attempt to login", username);
        }
    }

    private void write(String outcome, String message, String username) {
        Optional<AuditEvent.ErrorInfo> error =
                outcome.equals("failure")
                        ? Optional.of(
                                new AuditEvent.ErrorInfo(
                                        "security_exception", "unable to authenticate"))
                        : Optional.empty();
        log.write(
                new AuditEvent(
                        "user_login",
                        "authentication",
                        Optional.empty(),
                        outcome,
                        message,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        username.isEmpty() ? Optional.empty() : Optional.of(username),
                        error));
    }
}
