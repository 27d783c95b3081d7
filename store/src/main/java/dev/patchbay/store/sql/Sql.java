package dev.patchbay.store.sql;

import dev.patchbay.engine.store.Tx;
import dev.patchbay.engine.store.UnitOfWork;

import java.sql.SQLException;

/** An open database, as the adapters of the ports see it. Thread-safe; blocking. */
public interface Sql extends UnitOfWork, AutoCloseable {

    /**
     * Reads what is committed, on a session that is only lent: every {@code write} that has
     * returned is seen. Each statement has a snapshot of its own. The reading may run on another
     * thread and is cut off after {@link #LONGEST_READING_SECONDS}.
     *
     * @throws dev.patchbay.engine.store.StoreUnavailableException when the database cannot be
     *     reached or is too slow
     */
    <T> T read(Reading<T> reading);

    /** The transaction behind the opaque one. */
    default SqlTx of(Tx tx) {
        if (tx instanceof SqlTx ours) {
            return ours;
        }
        throw new IllegalArgumentException("a transaction of another store");
    }

    /** Which database it is. */
    Dialect dialect();

    /** What can be counted and measured now. */
    Figures figures();

    @Override
    void close();

    /** Seconds after which a reading is cut off. */
    int LONGEST_READING_SECONDS = 10;

    /** One reading. */
    @FunctionalInterface
    interface Reading<T> {
        /** Reads. */
        T apply(Session session) throws SQLException;
    }
}
