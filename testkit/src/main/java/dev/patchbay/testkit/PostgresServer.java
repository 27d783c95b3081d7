package dev.patchbay.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A real PostgreSQL on a free loopback port, started at first use and stopped with the JVM. Tests
 * share the server and take a {@linkplain #newDatabase() new database} each. Thread-safe.
 */
public final class PostgresServer {

    /** As many nodes, pools and clients as one test JVM may hold together. */
    private static final int MAX_CONNECTIONS = 300;

    private static @Nullable PostgresServer fast;
    private static @Nullable PostgresServer durable;

    private static final String TEMPLATE = "prepared";

    private final EmbeddedPostgres postgres;
    private final AtomicLong databases = new AtomicLong();
    private boolean prepared;

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
        return new PostgresServer(
                PostgresStart.of(() ->
                        EmbeddedPostgres.builder()
                                .setPort(FreePort.number())
                                .setServerConfig("fsync", fsync ? "on" : "off")
                                .setServerConfig("synchronous_commit", fsync ? "on" : "off")
                                .setServerConfig(
                                        "max_connections", Integer.toString(MAX_CONNECTIONS))));
    }

    /** An empty database that nobody else uses. Closing it drops it. */
    public PostgresDatabase newDatabase() {
        String name = "test_" + databases.incrementAndGet();
        execute("create database " + name);
        return new PostgresDatabase(this, name);
    }

    /**
     * A database that begins as a copy of one that was prepared, the first time that one is asked
     * for in this JVM. Closing it drops it.
     *
     * @param preparation always the same; leaves no connection open
     */
    public PostgresDatabase newDatabase(Consumer<PostgresDatabase> preparation) {
        synchronized (this) {
            if (!prepared) {
                execute("create database " + TEMPLATE);
                preparation.accept(new PostgresDatabase(this, TEMPLATE));
                prepared = true;
            }
        }
        String name = "test_" + databases.incrementAndGet();
        execute("create database " + name + " template " + TEMPLATE);
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
