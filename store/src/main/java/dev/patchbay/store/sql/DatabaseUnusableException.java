package dev.patchbay.store.sql;

/** Why a database was not opened, in one line that an operator can act on, without credentials. */
public final class DatabaseUnusableException extends Exception {

    private static final long serialVersionUID = 1L;

    /** With the operator's line. */
    public DatabaseUnusableException(String message) {
        super(message);
    }

    /** With the operator's line and what lies behind it, for the log. */
    public DatabaseUnusableException(String message, Throwable cause) {
        super(message, cause);
    }
}
