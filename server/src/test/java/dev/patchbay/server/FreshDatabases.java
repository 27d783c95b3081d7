package dev.patchbay.server;

import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.Database;
import dev.patchbay.store.DatabaseOptions;
import dev.patchbay.store.sql.DatabaseUnusableException;
import dev.patchbay.testkit.PostgresDatabase;
import dev.patchbay.testkit.PostgresServer;
import dev.patchbay.testkit.SqliteDirectory;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Databases as a first start leaves them: migrated once for all tests of a JVM, because Flyway
 * takes longer than most of them.
 */
public final class FreshDatabases {

    private FreshDatabases() {}

    /** A folder of SQLite. */
    public static SqliteDirectory sqlite() {
        return SqliteDirectory.create(FreshDatabases::migrated);
    }

    /** One of PostgreSQL. */
    public static PostgresDatabase postgres() {
        return PostgresServer.shared().newDatabase(FreshDatabases::migrated);
    }

    private static void migrated(Path folder) {
        migrated(new DatabaseOptions.Sqlite(folder, Clock.system()));
    }

    private static void migrated(PostgresDatabase database) {
        migrated(
                new DatabaseOptions.Postgres(
                        new Secret(database.jdbcUrl()),
                        Optional.of(PostgresDatabase.USER),
                        Optional.of(new Secret(PostgresDatabase.USER)),
                        true,
                        1,
                        Clock.system()));
    }

    private static void migrated(DatabaseOptions options) {
        try {
            Database.open(options).close();
        } catch (DatabaseUnusableException e) {
            throw new IllegalStateException(e);
        }
    }
}
