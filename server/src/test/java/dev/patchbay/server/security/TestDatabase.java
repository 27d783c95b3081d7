package dev.patchbay.server.security;

import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.server.FreshDatabases;
import dev.patchbay.store.Database;
import dev.patchbay.store.DatabaseOptions;
import dev.patchbay.store.sql.DatabaseUnusableException;
import dev.patchbay.testkit.PostgresDatabase;
import dev.patchbay.testkit.SqliteDirectory;

import java.util.Optional;

/** A fresh real database. */
final class TestDatabase implements AutoCloseable {

    enum Kind {
        SQLITE,
        POSTGRES
    }

    private final Database open;
    private final AutoCloseable owner;

    private TestDatabase(DatabaseOptions options, AutoCloseable owner) {
        this.owner = owner;
        try {
            open = Database.open(options);
        } catch (DatabaseUnusableException e) {
            throw new IllegalStateException(e);
        }
    }

    static TestDatabase create(Kind kind) {
        return switch (kind) {
            case SQLITE -> {
                SqliteDirectory folder = FreshDatabases.sqlite();
                yield new TestDatabase(
                        new DatabaseOptions.Sqlite(folder.path(), Clock.system()), folder);
            }
            case POSTGRES -> {
                PostgresDatabase own = FreshDatabases.postgres();
                yield new TestDatabase(postgres(own), own);
            }
        };
    }

    /** Another pool on the same PostgreSQL database: another node. */
    static TestDatabase another(PostgresDatabase shared) {
        return new TestDatabase(postgres(shared), () -> {});
    }

    private static DatabaseOptions postgres(PostgresDatabase database) {
        return new DatabaseOptions.Postgres(
                new Secret(database.jdbcUrl()),
                Optional.of(PostgresDatabase.USER),
                Optional.of(new Secret(PostgresDatabase.USER)),
                true,
                8,
                Clock.system());
    }

    Database get() {
        return open;
    }

    /** Ends all connections for good: from now on the database is down. */
    void shutDown() {
        open.close();
    }

    @Override
    public void close() {
        open.close();
        try {
            owner.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
