package dev.patchbay.acceptance;

/** The suite on PostgreSQL with {@code fsync=on}. */
final class BlackBoxOnPostgresIT extends BlackBoxSuite {

    BlackBoxOnPostgresIT() {
        super(PackagedServer.Kind.POSTGRES);
    }
}
