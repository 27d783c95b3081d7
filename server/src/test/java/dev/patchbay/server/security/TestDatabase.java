package dev.patchbay.server.security;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.engine.store.UnitOfWork;
import dev.patchbay.store.security.SecuritySql;
import dev.patchbay.store.security.SqlSecurity;
import dev.patchbay.testkit.PostgresDatabase;
import dev.patchbay.testkit.PostgresServer;
import dev.patchbay.testkit.SqliteDirectory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** A real database with the schema of security, reached as plainly as can be. */
final class TestDatabase implements SecuritySql, UnitOfWork, AutoCloseable {

    enum Kind {
        SQLITE,
        POSTGRES
    }

    private record Running(Connection connection) implements Tx {}

    private final HikariDataSource pool;
    private final AutoCloseable owner;
    private final ReentrantLock writer = new ReentrantLock();
    private final boolean oneWriter;

    private TestDatabase(Kind kind, String url, String user, AutoCloseable owner) {
        this.owner = owner;
        oneWriter = kind == Kind.SQLITE;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        if (kind == Kind.POSTGRES) {
            config.setUsername(user);
            config.setPassword(user);
        }
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(2_000);
        pool = new HikariDataSource(config);
    }

    static TestDatabase create(Kind kind) {
        TestDatabase database =
                switch (kind) {
                    case SQLITE -> {
                        SqliteDirectory folder = SqliteDirectory.create();
                        yield new TestDatabase(
                                kind,
                                "jdbc:sqlite:"
                                        + folder.path().resolve("test.db")
                                        + "?journal_mode=WAL&busy_timeout=10000",
                                "",
                                folder);
                    }
                    case POSTGRES -> {
                        PostgresDatabase own = PostgresServer.shared().newDatabase();
                        yield new TestDatabase(kind, own.jdbcUrl(), PostgresDatabase.USER, own);
                    }
                };
        database.migrate(kind);
        return database;
    }

    /** Another pool on the same PostgreSQL database: another node. */
    static TestDatabase another(PostgresDatabase shared) {
        return new TestDatabase(Kind.POSTGRES, shared.jdbcUrl(), PostgresDatabase.USER, () -> {});
    }

    static TestDatabase first(PostgresDatabase shared) {
        TestDatabase database = another(shared);
        database.migrate(Kind.POSTGRES);
        return database;
    }

    private void migrate(Kind kind) {
        String file =
                "/dev/patchbay/store/migration/"
                        + (kind == Kind.SQLITE ? "sqlite" : "postgres")
                        + "/V2__security.sql";
        try (InputStream in = SqlSecurity.class.getResourceAsStream(file);
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String part : script.replaceAll("(?m)^--.*$", "").split(";")) {
                if (!part.isBlank()) {
                    statement.execute(part);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    SqlSecurity adapters() {
        return new SqlSecurity(this, this);
    }

    @Override
    public <T> T read(Reading<T> reading) {
        try (Connection connection = pool.getConnection()) {
            return reading.apply(connection);
        } catch (SQLException e) {
            throw new StoreUnavailableException("the test database cannot be read", e);
        }
    }

    @Override
    public Connection of(Tx tx) {
        return ((Running) tx).connection();
    }

    @Override
    public <T> T write(Function<Tx, T> work) {
        if (oneWriter) {
            writer.lock();
        }
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.apply(new Running(connection));
                connection.commit();
                return result;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new StoreUnavailableException("the test database cannot be written", e);
        } finally {
            if (oneWriter) {
                writer.unlock();
            }
        }
    }

    /** Ends all connections for good: from now on the database is down. */
    void shutDown() {
        pool.close();
    }

    @Override
    public void close() {
        pool.close();
        try {
            owner.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
