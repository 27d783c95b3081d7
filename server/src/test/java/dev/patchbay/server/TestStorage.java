package dev.patchbay.server;

import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.Database;
import dev.patchbay.store.DatabaseOptions;
import dev.patchbay.store.sql.DatabaseUnusableException;
import dev.patchbay.testkit.PostgresDatabase;
import dev.patchbay.testkit.RestartablePostgres;
import dev.patchbay.testkit.SqliteDirectory;

import java.util.Optional;

/** Where the data of a test lies; nodes come and go over it. */
public final class TestStorage implements AutoCloseable {

    /** The two databases. */
    public enum Kind {
        SQLITE,
        POSTGRES
    }

    /** Few wait for a connection, which a machine that stalls could make too long. */
    private static final int POOL = 16;

    private final Optional<SqliteDirectory> folder;
    private final Optional<PostgresDatabase> database;
    private final Optional<String> url;

    /** An empty one. */
    public TestStorage(Kind kind) {
        folder = kind == Kind.SQLITE ? Optional.of(FreshDatabases.sqlite()) : Optional.empty();
        database =
                kind == Kind.POSTGRES ? Optional.of(FreshDatabases.postgres()) : Optional.empty();
        url = database.map(PostgresDatabase::jdbcUrl);
    }

    /** On a PostgreSQL of the test's own, which it closes itself. */
    public TestStorage(RestartablePostgres own) {
        folder = Optional.empty();
        database = Optional.empty();
        url = Optional.of(own.jdbcUrl());
    }

    /** Opens it for a node; PostgreSQL for several at once. */
    public Database open(Clock clock) {
        try {
            return Database.open(
                    folder.<DatabaseOptions>map(
                                    lite -> new DatabaseOptions.Sqlite(lite.path(), clock))
                            .orElseGet(() -> postgres(clock)));
        } catch (DatabaseUnusableException e) {
            throw new IllegalStateException(e);
        }
    }

    private DatabaseOptions postgres(Clock clock) {
        return new DatabaseOptions.Postgres(
                new Secret(url.orElseThrow()),
                Optional.of(PostgresDatabase.USER),
                Optional.of(new Secret(PostgresDatabase.USER)),
                true,
                POOL,
                clock);
    }

    @Override
    public void close() {
        folder.ifPresent(SqliteDirectory::close);
        database.ifPresent(PostgresDatabase::close);
    }
}
