package dev.patchbay.engine.audit;

/** Takes audit events; a log that is off drops them. Thread-safe; never throws. */
public interface AuditLog {

    /** Writes one event. */
    void write(AuditEvent event);

    /** Whether events are written at all, so that callers can spare the work of making many. */
    boolean enabled();

    /** Off. */
    static AuditLog off() {
        return new AuditLog() {
            @Override
            public void write(AuditEvent event) {}

            @Override
            public boolean enabled() {
                return false;
            }
        };
    }
}
