package dev.patchbay.acceptance;

/** The suite on SQLite. */
final class BlackBoxOnSqliteIT extends BlackBoxSuite {

    BlackBoxOnSqliteIT() {
        super(PackagedServer.Kind.SQLITE);
    }
}
