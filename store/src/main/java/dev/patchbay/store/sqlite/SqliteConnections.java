package dev.patchbay.store.sqlite;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Opens connections with the settings that durability needs. Thread-safe. */
record SqliteConnections(Path database) {

    /** Others hold the file only for moments: the checkpoint, an operator's shell. */
    private static final int BUSY_MILLIS = 5_000;

    /** What is left of the log after it was begun anew. */
    private static final int LOG_BYTES = 64 << 20;

    /** The connection that writes. Checkpoints are not its work. */
    Connection writer() throws SQLException {
        Connection connection = open();
        execute(connection, "pragma wal_autocheckpoint = 0");
        execute(connection, "pragma journal_size_limit = " + LOG_BYTES);
        return connection;
    }

    /** A connection that cannot write. */
    Connection reader() throws SQLException {
        Connection connection = open();
        execute(connection, "pragma query_only = 1");
        return connection;
    }

    /** The connection that moves the log into the database. */
    Connection checkpointer() throws SQLException {
        Connection connection = open();
        execute(connection, "pragma wal_autocheckpoint = 0");
        // A writer waits as long as this connection does.
        execute(connection, "pragma busy_timeout = 200");
        return connection;
    }

    private Connection open() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_MILLIS);
        Connection connection = config.createConnection("jdbc:sqlite:" + database);
        // On macOS a plain fsync does not reach the disk; elsewhere this does nothing.
        execute(connection, "pragma fullfsync = 1");
        execute(connection, "pragma checkpoint_fullfsync = 1");
        return connection;
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
