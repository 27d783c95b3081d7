package dev.patchbay.store.sqlite;

import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.sql.DatabaseUnusableException;
import dev.patchbay.store.sql.Dialect;
import dev.patchbay.store.sql.Schema;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteDataSource;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Brings the schema of a file up to date, after a copy of it was made. Stateless. */
final class SqliteSchema {

    private static final Logger LOG = LoggerFactory.getLogger("store");

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private SqliteSchema() {}

    /** The server's lock is held, so nobody else has the file open. */
    static void bringUpToDate(SqliteFiles files, Clock clock) throws DatabaseUnusableException {
        try {
            // Before SQLite opens it: no lock of ours can be lost.
            DataDirectory.createFile(files.database());
            SqliteConnections connections = new SqliteConnections(files.database());
            int found;
            try (Connection connection = connections.writer()) {
                found = Schema.version(Dialect.SQLITE, connection);
                if (found == Schema.NEWEST) {
                    return;
                }
                if (found > 0) {
                    copy(connection, files, found, clock);
                }
            }
            SQLiteDataSource source = new SQLiteDataSource();
            source.setUrl("jdbc:sqlite:" + files.database());
            Schema.migrate(Dialect.SQLITE, source);
        } catch (SQLException | IOException e) {
            throw new DatabaseUnusableException(
                    "the database " + files.database() + " cannot be opened", e);
        }
    }

    private static void copy(Connection connection, SqliteFiles files, int version, Clock clock)
            throws DatabaseUnusableException {
        String name = "patchbay-schema-" + version + "-" + STAMP.format(clock.now()) + ".db";
        Path finished = files.backups().resolve(name);
        Path growing = files.backups().resolve(name + ".part");
        try {
            DataDirectory.prepare(files.backups());
            Files.deleteIfExists(growing);
            DataDirectory.createFile(growing);
            try (PreparedStatement statement = connection.prepareStatement("vacuum into ?")) {
                statement.setString(1, growing.toString());
                statement.execute();
            }
            // SQLite does not wait for the disk here.
            try (FileChannel channel = FileChannel.open(growing, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(growing, finished, StandardCopyOption.ATOMIC_MOVE);
            LOG.info("copied the database to {} before migrating it", finished);
        } catch (SQLException | IOException e) {
            throw new DatabaseUnusableException(
                    "the database could not be copied to " + finished + " before migrating it", e);
        }
    }
}
