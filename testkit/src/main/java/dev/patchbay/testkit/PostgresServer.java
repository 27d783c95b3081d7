package dev.patchbay.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A real PostgreSQL on a free loopback port, started at first use and stopped with the JVM. Tests
 * share the server and take a {@linkplain #newDatabase() new database} each. Thread-safe.
 */
public final class PostgresServer {

    /** As many nodes, pools and clients as one test JVM may hold together. */
    private static final int MAX_CONNECTIONS = 300;

    private static @Nullable PostgresServer fast;
    private static @Nullable PostgresServer durable;

    private final EmbeddedPostgres postgres;
    private final AtomicLong databases = new AtomicLong();

    private PostgresServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** The server of this JVM without fsync: for everything but durability and measurements. */
    public static synchronized PostgresServer shared() {
        PostgresServer server = fast;
        if (server == null) {
            server = start(false);
            fast = server;
        }
        return server;
    }

    /** The server of this JVM with {@code fsync=on}, as an operator would run it. */
    public static synchronized PostgresServer durable() {
        PostgresServer server = durable;
        if (server == null) {
            server = start(true);
            durable = server;
        }
        return server;
    }

    private static PostgresServer start(boolean fsync) {
        try {
            return new PostgresServer(
                    EmbeddedPostgres.builder()
                            .setServerConfig("fsync", fsync ? "on" : "off")
                            .setServerConfig("synchronous_commit", fsync ? "on" : "off")
                            .setServerConfig("max_connections", Integer.toString(MAX_CONNECTIONS))
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty database that nobody else uses. Closing it drops it. */
    public PostgresDatabase newDatabase() {
        String name = "test_" + databases.incrementAndGet();
        execute("create database " + name);
        return new PostgresDatabase(this, name);
    }

    /** The server's TCP port on 127.0.0.1. */
    public int port() {
        return postgres.getPort();
    }

    void drop(String database) {
        execute("drop database if exists " + database + " with (force)");
    }

    private void execute(String sql) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
