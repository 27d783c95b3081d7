package dev.patchbay.server;

/**
 * Why the server does not start, in one line that an operator can act on, and with which code the
 * process ends.
 */
final class StartRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private StartRefusedException(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /** A setting is wrong. */
    static StartRefusedException configuration(String message) {
        return new StartRefusedException(ExitCodes.CONFIGURATION, message);
    }

    /** A port, a directory, a database cannot be used. */
    static StartRefusedException unusable(String message) {
        return new StartRefusedException(ExitCodes.UNUSABLE, message);
    }

    /** A setting is wrong, as the message of the exception says. */
    static StartRefusedException configuration(Exception e) {
        return configuration(String.valueOf(e.getMessage()));
    }

    /** Something cannot be used, as the message of the exception says. */
    static StartRefusedException unusable(Exception e) {
        return unusable(String.valueOf(e.getMessage()));
    }

    int exitCode() {
        return exitCode;
    }
}
