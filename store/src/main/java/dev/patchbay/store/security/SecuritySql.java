package dev.patchbay.store.security;

import dev.patchbay.engine.store.Tx;

import java.sql.Connection;
import java.sql.SQLException;

/** How these adapters reach a database. Thread-safe. */
public interface SecuritySql {

    /** Reads what is committed, on a connection that is only lent. */
    <T> T read(Reading<T> reading);

    /** The connection of a running write transaction, which its owner commits. */
    Connection of(Tx tx);

    /** One reading. */
    @FunctionalInterface
    interface Reading<T> {
        /** Reads. */
        T apply(Connection connection) throws SQLException;
    }
}
