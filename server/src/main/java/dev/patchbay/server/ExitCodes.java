package dev.patchbay.server;

/** How the program ends; the two refusals are Kibana's (contract/settings.md, section 1). */
final class ExitCodes {

    /** All went well. */
    static final int OK = 0;

    /** Something outside of the settings is in the way: a port, a directory, a database. */
    static final int UNUSABLE = 1;

    /** The command line or the name of a setting is wrong (EX_USAGE). */
    static final int USAGE = 64;

    /** A setting is wrong (EX_CONFIG). */
    static final int CONFIGURATION = 78;

    /** Ended at once by a second signal, as a shell reports SIGTERM. */
    static final int FORCED = 143;

    private ExitCodes() {}
}
