package dev.patchbay.store.security;

import dev.patchbay.engine.store.StoreUnavailableException;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Statements with positional parameters. Stateless. */
final class Statements {

    /** Makes a value of a row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private Statements() {}

    static <T> List<T> query(
            Connection connection, String sql, Row<T> row, @Nullable Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(row.read(rows));
                }
                return found;
            }
        }
    }

    /** {@link #query} inside a transaction. */
    static <T> List<T> queryIn(
            Connection connection, String sql, Row<T> row, @Nullable Object... parameters) {
        try {
            return query(connection, sql, row, parameters);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** The number of rows that a writing statement changed. */
    static int update(Connection connection, String sql, @Nullable Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... parameters)
            throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    private static StoreUnavailableException failed(SQLException e) {
        return new StoreUnavailableException("a security statement failed", e);
    }
}
