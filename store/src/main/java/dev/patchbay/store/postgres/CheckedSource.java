package dev.patchbay.store.postgres;

import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.logging.Logger;

import javax.sql.DataSource;

/**
 * Opens connections and lets only those through on which a commit survives a power cut. Prints no
 * address. Thread-safe.
 */
final class CheckedSource implements DataSource {

    private final PGSimpleDataSource source;
    private final boolean allowUnsafe;

    CheckedSource(PGSimpleDataSource source, boolean allowUnsafe) {
        this.source = source;
        this.allowUnsafe = allowUnsafe;
    }

    /** A connection that may lose what it committed, or cannot write. */
    static final class UnfitException extends SQLException {
        private static final long serialVersionUID = 1L;

        UnfitException(String message) {
            super(message);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = source.getConnection();
        boolean fit = false;
        try {
            check(connection);
            fit = true;
            return connection;
        } finally {
            if (!fit) {
                connection.close();
            }
        }
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    private void check(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select pg_is_in_recovery(), current_setting('fsync'),"
                                        + " current_setting('full_page_writes'),"
                                        + " current_setting('synchronous_commit')")) {
            row.next();
            if (row.getBoolean(1)) {
                throw new UnfitException("the PostgreSQL server is a standby and cannot write");
            }
            refuseOff("fsync", row.getString(2));
            refuseOff("full_page_writes", row.getString(3));
            refuseOff("synchronous_commit", row.getString(4));
        }
    }

    private void refuseOff(String setting, String value) throws UnfitException {
        if (!allowUnsafe && value.equals("off")) {
            throw new UnfitException(
                    "PostgreSQL runs with "
                            + setting
                            + "=off and may lose what was accepted: switch it on, or set"
                            + " patchbay.database.allowUnsafe: true");
        }
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        // What the driver has to say goes to java.util.logging.
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("not a wrapper");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
