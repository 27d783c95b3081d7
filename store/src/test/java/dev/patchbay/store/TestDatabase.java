package dev.patchbay.store;

import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.sql.DatabaseUnusableException;
import dev.patchbay.testkit.PostgresDatabase;
import dev.patchbay.testkit.PostgresServer;
import dev.patchbay.testkit.SqliteDirectory;

import java.nio.file.Path;
import java.util.Optional;

/** A fresh real database that a test opens as often as it likes. */
public final class TestDatabase implements AutoCloseable {

    /** Each port's suite runs over all of these. */
    public enum Kind {
        SQLITE,
        POSTGRES
    }

    /** Nobody waits for a connection, which a machine that stalls could make too long. */
    private static final int MOST_CALLERS = 16;

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
                        // By another clock the copy would be of a time that is not its own.
                        SqliteDirectory folder =
                                clock == Clock.system()
                                        ? SqliteDirectory.create(TestDatabase::migrated)
                                        : SqliteDirectory.create();
                        yield new TestDatabase(
                                new DatabaseOptions.Sqlite(folder.path(), clock), folder);
                    }
                    case POSTGRES -> {
                        PostgresDatabase fresh =
                                PostgresServer.shared().newDatabase(TestDatabase::migrated);
                        yield new TestDatabase(postgres(fresh, true), fresh);
                    }
                };
        database.reopen();
        return database;
    }

    /** Once for all tests of a JVM: Flyway takes longer than most of them. */
    private static void migrated(Path folder) {
        migrated(new DatabaseOptions.Sqlite(folder, Clock.system()));
    }

    private static void migrated(PostgresDatabase database) {
        migrated(postgres(database, true));
    }

    private static void migrated(DatabaseOptions options) {
        try {
            Database.open(options).close();
        } catch (DatabaseUnusableException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How to open a test database. */
    public static DatabaseOptions.Postgres postgres(PostgresDatabase database, boolean unsafe) {
        return new DatabaseOptions.Postgres(
                new Secret(database.jdbcUrl()),
                Optional.of(PostgresDatabase.USER),
                Optional.of(new Secret("canary-password")),
                unsafe,
                MOST_CALLERS,
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
