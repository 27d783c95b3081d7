package dev.patchbay.engine.store;

/** The database is down, full or read-only: broken I/O, answered with 503. */
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With a message for the log and the driver's exception. */
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** With a message for the log, where no driver was asked. */
    public StoreUnavailableException(String message) {
        super(message);
    }
}
