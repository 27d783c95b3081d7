package dev.patchbay.store;

import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.sql.DatabaseUnusableException;
import dev.patchbay.testkit.PostgresDatabase;
import dev.patchbay.testkit.PostgresServer;
import dev.patchbay.testkit.SqliteDirectory;

import java.util.Optional;

/** A fresh real database that a test opens as often as it likes. */
public final class TestDatabase implements AutoCloseable {

    /** Each port's suite runs over all of these. */
    public enum Kind {
        SQLITE,
        POSTGRES
    }

    private final DatabaseOptions options;
    private final AutoCloseable owner;
    private Database open;

    private TestDatabase(DatabaseOptions options, AutoCloseable owner) {
        this.options = options;
        this.owner = owner;
    }

    /** An open one. */
    public static TestDatabase open(Kind kind) {
        return open(kind, Clock.system());
    }

    /** An open one by this clock, which is the database's clock too where there is no server. */
    public static TestDatabase open(Kind kind, Clock clock) {
        TestDatabase database =
                switch (kind) {
                    case SQLITE -> {
                        SqliteDirectory folder = SqliteDirectory.create();
                        yield new TestDatabase(
                                new DatabaseOptions.Sqlite(folder.path(), clock), folder);
                    }
                    case POSTGRES -> {
                        PostgresDatabase fresh = PostgresServer.shared().newDatabase();
                        yield new TestDatabase(postgres(fresh, true), fresh);
                    }
                };
        database.reopen();
        return database;
    }

    /** How to open a test database. */
    public static DatabaseOptions.Postgres postgres(PostgresDatabase database, boolean unsafe) {
        return new DatabaseOptions.Postgres(
                new Secret(database.jdbcUrl()),
                Optional.of(PostgresDatabase.USER),
                Optional.of(new Secret("canary-password")),
                unsafe,
                8,
                Clock.system());
    }

    /** The open database. */
    public Database get() {
        return open;
    }

    /** Another node of the same database; PostgreSQL only. The caller closes it. */
    public Database another() {
        try {
            return Database.open(options);
        } catch (DatabaseUnusableException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Closes it when it is open, and opens it again, as a restarted server would. */
    public Database reopen() {
        if (open != null) {
            open.close();
        }
        try {
            open = Database.open(options);
            return open;
        } catch (DatabaseUnusableException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws Exception {
        open.close();
        owner.close();
    }
}
