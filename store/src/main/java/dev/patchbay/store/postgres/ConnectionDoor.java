package dev.patchbay.store.postgres;

import com.zaxxer.hikari.HikariDataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lends connections of a pool. Callers are served in the order in which they came: the pool itself
 * lets whoever just gave a connection back take it again, so that others wait for seconds. While
 * the database is down one caller waits for it and all others are refused at once, so that a
 * request is answered in milliseconds and not after the patience of the pool. Thread-safe.
 */
final class ConnectionDoor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("store");

    private static final long PATIENCE_SECONDS = 5;

    private final HikariDataSource pool;
    private final Semaphore places;
    private final Semaphore looking = new Semaphore(1);
    private volatile boolean down;

    ConnectionDoor(HikariDataSource pool) {
        this.pool = pool;
        places = new Semaphore(pool.getMaximumPoolSize(), true);
    }

    /** What is done with a connection. */
    @FunctionalInterface
    interface Use<T> {
        T with(Connection connection) throws SQLException;
    }

    /** Lends a connection. */
    <T> T lend(Use<T> use) throws SQLException {
        if (!down) {
            return lendInOrder(use);
        }
        if (!looking.tryAcquire()) {
            throw new SQLTransientConnectionException("the database did not answer lately");
        }
        try {
            return lendInOrder(use);
        } finally {
            looking.release();
        }
    }

    private <T> T lendInOrder(Use<T> use) throws SQLException {
        enter();
        try (Connection connection = open()) {
            return use.with(connection);
        } finally {
            places.release();
        }
    }

    private void enter() throws SQLException {
        try {
            if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new SQLTransientConnectionException("all connections are busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("the caller was interrupted", e);
        }
    }

    private Connection open() throws SQLException {
        try {
            Connection connection = pool.getConnection();
            if (down) {
                down = false;
                LOG.info("the database answers again");
            }
            return connection;
        } catch (SQLTransientConnectionException e) {
            // Nobody waits here for others' connections.
            if (!down) {
                down = true;
                LOG.warn("the database does not answer: {}", String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    /** Callers that wait for a connection. */
    int waiting() {
        return places.getQueueLength();
    }

    int active() {
        return pool.getHikariPoolMXBean().getActiveConnections();
    }

    int idle() {
        return pool.getHikariPoolMXBean().getIdleConnections();
    }

    @Override
    public void close() {
        pool.close();
    }
}
