package dev.patchbay.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * One empty database of a {@link PostgresServer}. Thread-safe.
 *
 * @param name unique within the server
 */
public record PostgresDatabase(PostgresServer server, String name) implements AutoCloseable {

    /** The superuser; any password is accepted. */
    public static final String USER = "postgres";

    /** The address without user or password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + name;
    }

    /** A new connection, not from a pool. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), USER, USER);
    }

    /** Ends all sessions of the database and drops it. */
    @Override
    public void close() {
        server.drop(name);
    }
}
