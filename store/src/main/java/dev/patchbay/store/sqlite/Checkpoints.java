package dev.patchbay.store.sqlite;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Moves the write-ahead log into the database, on a thread of its own so that no writer waits for
 * it. Thread-safe.
 */
final class Checkpoints implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("store");

    /** From here on the log is moved while others go on. */
    private static final long WORTH_MOVING = 8L << 20;

    /** From here on the writer is held for a moment, so that the log can begin anew. */
    private static final long TOO_LARGE = 64L << 20;

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

    private void look() {
        long size = SqliteFiles.size(log);
        if (size < WORTH_MOVING) {
            return;
        }
        try {
            checkpoint("passive");
            if (size >= TOO_LARGE) {
                checkpoint("truncate");
            }
        } catch (SQLException e) {
            LOG.warn("the log could not be moved into the database", e);
            closeConnection();
        }
    }

    private void checkpoint(String mode) throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = connections.checkpointer();
            connection = open;
        }
        SqliteConnections.execute(open, "pragma wal_checkpoint(" + mode + ")");
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
