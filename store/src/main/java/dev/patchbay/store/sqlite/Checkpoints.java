package dev.patchbay.store.sqlite;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Moves the write-ahead log into the database, on a thread of its own so that no writer waits for
 * it. Thread-safe.
 */
final class Checkpoints implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("store");

    /** Bytes that were not moved yet; from here on they are, while others go on. */
    private static final long WORTH_MOVING = 8L << 20;

    /** The file; from here on the writer is held for a moment, so that the log can begin anew. */
    private static final long TOO_LARGE = 64L << 20;

    /** Bytes of a page, SQLite's default. */
    private static final long PAGE = 4096;

    /** Shortest time between two looks. */
    private static final long PAUSE_MILLIS = 50;

    private final SqliteConnections connections;
    private final Path log;
    private final Semaphore commits = new Semaphore(0);
    private final Semaphore end = new Semaphore(0);
    private final Thread thread;
    private volatile boolean asked;
    private @Nullable Connection connection;

    Checkpoints(SqliteConnections connections, Path log) {
        this.connections = connections;
        this.log = log;
        thread = Thread.ofPlatform().name("sqlite-checkpoint").daemon().start(this::run);
    }

    /** Something was committed. Cheap. */
    void committed() {
        if (!asked) {
            asked = true;
            commits.release();
        }
    }

    private void run() {
        try {
            while (!end.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                commits.acquire();
                asked = false;
                look();
            }
        } catch (InterruptedException e) {
            LOG.error("checkpoints were interrupted", e);
        } finally {
            closeConnection();
        }
    }

    /**
     * The file keeps its size when the log begins anew in it, so that its size alone says only that
     * it was large once.
     */
    private void look() {
        long size = SqliteFiles.size(log);
        if (size < WORTH_MOVING) {
            return;
        }
        try {
            Connection open = open();
            if (size >= TOO_LARGE) {
                SqliteConnections.execute(open, "pragma wal_checkpoint(passive)");
                SqliteConnections.execute(open, "pragma wal_checkpoint(truncate)");
            } else if (waiting(open) >= WORTH_MOVING) {
                SqliteConnections.execute(open, "pragma wal_checkpoint(passive)");
            }
        } catch (SQLException e) {
            LOG.warn("the log could not be moved into the database", e);
            closeConnection();
        }
    }

    private Connection open() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = connections.checkpointer();
            connection = open;
        }
        return open;
    }

    /**
     * Bytes in the log that are not in the database yet (<a
     * href="https://www.sqlite.org/pragma.html#pragma_wal_checkpoint">NOOP</a> moves nothing).
     */
    private static long waiting(Connection open) throws SQLException {
        try (Statement statement = open.createStatement();
                ResultSet row = statement.executeQuery("pragma wal_checkpoint(noop)")) {
            return row.next() ? (row.getLong(2) - row.getLong(3)) * PAGE : 0;
        }
    }

    private void closeConnection() {
        Connection old = connection;
        connection = null;
        if (old == null) {
            return;
        }
        try {
            old.close();
        } catch (SQLException e) {
            LOG.warn("the connection of checkpoints did not close", e);
        }
    }

    @Override
    public void close() {
        end.release();
        commits.release();
        Threads.join(thread);
    }
}
