package dev.patchbay.server;

/**
 * What {@code patchbay doctor} found.
 *
 * @param check of which kind: {@code settings keys database disk clock target}
 * @param subject which of several; empty where there is one
 * @param detail one line without a secret
 */
record Finding(String check, String subject, Status status, String detail) {

    /** How it is. */
    enum Status {
        OK,
        /** Not looked at; the detail says why. */
        SKIPPED,
        /** Works, and somebody should look. */
        WARNING,
        /** Does not work. */
        FAILED
    }

    static Finding ok(String check, String detail) {
        return new Finding(check, "", Status.OK, detail);
    }

    static Finding warning(String check, String detail) {
        return new Finding(check, "", Status.WARNING, detail);
    }

    static Finding failed(String check, String detail) {
        return new Finding(check, "", Status.FAILED, detail);
    }
}
