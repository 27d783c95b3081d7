package dev.patchbay.store.sql;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A connection with its prepared statements. Not thread-safe. Statements throw {@link
 * dev.patchbay.engine.store.StoreUnavailableException} when the database cannot serve and {@link
 * IllegalStateException} when they are wrong.
 */
public final class Session implements AutoCloseable {

    /** Texts are constants of the adapters; what is built at run time stays rare. */
    private static final int MOST_STATEMENTS = 256;

    private final Connection connection;
    private final boolean keeping;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private @Nullable RuntimeException broken;

    private Session(Connection connection, boolean keeping) {
        this.connection = connection;
        this.keeping = keeping;
    }

    /** Keeps its statements prepared until it is closed. */
    public static Session keeping(Connection connection) {
        return new Session(connection, true);
    }

    /** Over a connection whose driver keeps statements prepared itself. */
    public static Session passing(Connection connection) {
        return new Session(connection, false);
    }

    /** Makes a value of a row. */
    @FunctionalInterface
    public interface Row<T> {
        /** Reads the current row. */
        T read(ResultSet row) throws SQLException;
    }

    /** The bare connection; the session remains its owner. */
    public Connection connection() {
        return connection;
    }

    /** All rows. */
    public <T> List<T> query(String sql, Row<T> row, @Nullable Object... parameters) {
        return run(
                sql,
                statement -> {
                    bind(statement, parameters);
                    try (ResultSet rows = statement.executeQuery()) {
                        List<T> found = new ArrayList<>();
                        while (rows.next()) {
                            found.add(row.read(rows));
                        }
                        return found;
                    }
                });
    }

    /** The first row. */
    public <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... parameters) {
        return query(sql, row, parameters).stream().findFirst();
    }

    /** The number of rows that a writing statement changed. */
    public int update(String sql, @Nullable Object... parameters) {
        return run(
                sql,
                statement -> {
                    bind(statement, parameters);
                    return statement.executeUpdate();
                });
    }

    /** Runs a writing statement once for each row of parameters; how many rows each changed. */
    public int[] batch(String sql, List<@Nullable Object[]> rows) {
        return run(
                sql,
                statement -> {
                    statement.clearBatch();
                    for (@Nullable Object[] parameters : rows) {
                        bind(statement, parameters);
                        statement.addBatch();
                    }
                    return statement.executeBatch();
                });
    }

    /** Runs a statement without parameters or result, such as one that defines a table. */
    public void execute(String sql) {
        run(sql, PreparedStatement::execute);
    }

    /**
     * A transaction begins. After a failed statement nothing more may run in it: PostgreSQL refuses
     * that itself, SQLite may have ended the transaction, so that the rest would be committed on
     * its own.
     */
    public void begin() {
        broken = null;
    }

    /** Reads several statements in one snapshot; outside of a transaction only. */
    public <T> T inSnapshot(Supplier<T> reading) {
        execute("begin");
        try {
            return reading.get();
        } finally {
            begin();
            execute("rollback");
        }
    }

    @FunctionalInterface
    private interface Use<T> {
        T apply(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String sql, Use<T> use) {
        if (broken != null) {
            throw broken;
        }
        try {
            return keeping ? use.apply(kept(sql)) : once(sql, use);
        } catch (SQLException e) {
            RuntimeException failure = SqlFailures.of(e);
            broken = failure;
            throw failure;
        }
    }

    private <T> T once(String sql, Use<T> use) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return use.apply(statement);
        }
    }

    private PreparedStatement kept(String sql) throws SQLException {
        PreparedStatement found = prepared.get(sql);
        if (found == null) {
            if (prepared.size() >= MOST_STATEMENTS) {
                forget();
            }
            found = connection.prepareStatement(sql);
            prepared.put(sql, found);
        }
        return found;
    }

    private static void bind(PreparedStatement statement, @Nullable Object... parameters)
            throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    private void forget() throws SQLException {
        for (PreparedStatement statement : prepared.values()) {
            statement.close();
        }
        prepared.clear();
    }

    /** Closes the statements and the connection. */
    @Override
    public void close() throws SQLException {
        try {
            forget();
        } finally {
            connection.close();
        }
    }
}
