package dev.patchbay.server.cli;

/** How the commands end. */
final class Exit {

    /** All was done. */
    static final int OK = 0;

    /** The server refused something, or cannot be reached. */
    static final int FAILED = 1;

    /** The command line is wrong (EX_USAGE). */
    static final int USAGE = 64;

    private Exit() {}
}
