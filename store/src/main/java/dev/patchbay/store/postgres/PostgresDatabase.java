package dev.patchbay.store.postgres;

import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.sql.DatabaseUnusableException;
import dev.patchbay.store.sql.Dialect;
import dev.patchbay.store.sql.Figures;
import dev.patchbay.store.sql.Schema;
import dev.patchbay.store.sql.Session;
import dev.patchbay.store.sql.Sql;
import dev.patchbay.store.sql.SqlFailures;
import dev.patchbay.store.sql.SqlTx;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** An open PostgreSQL database, which other nodes may use as well. Thread-safe. */
public final class PostgresDatabase implements Sql {

    private static final Logger LOG = LoggerFactory.getLogger("store");

    /** Runs of a transaction that the database gave up in favour of another. */
    private static final int TRIES = 4;

    /** A migration waits as long for the work of others. */
    private static final Duration LOCKS_WITHIN = Duration.ofMinutes(5);

    private final ConnectionDoor door;
    private final LongAdder commits = new LongAdder();
    private final LongAdder failedCommits = new LongAdder();
    private final LongAdder commitNanos = new LongAdder();

    private PostgresDatabase(ConnectionDoor door) {
        this.door = door;
    }

    /**
     * Connects and brings the schema up to date.
     *
     * @param allowUnsafe whether the server may run without {@code fsync}, {@code full_page_writes}
     *     or {@code synchronous_commit}
     * @param poolSize connections, from 1
     * @param clock by which a migration waits for the work of others
     */
    public static PostgresDatabase open(
            Secret url,
            Optional<String> user,
            Optional<Secret> password,
            boolean allowUnsafe,
            int poolSize,
            Clock clock)
            throws DatabaseUnusableException {
        PostgresSources sources = new PostgresSources(url, user, password, allowUnsafe);
        CheckedSource source = sources.patient();
        int found;
        try (Connection connection = source.getConnection()) {
            found = Schema.version(Dialect.POSTGRES, connection);
        } catch (CheckedSource.UnfitException e) {
            throw new DatabaseUnusableException(reason(e), e);
        } catch (SQLException e) {
            throw new DatabaseUnusableException(
                    "cannot connect to the database of patchbay.database.url (" + reason(e) + ")",
                    e);
        }
        if (found < Schema.NEWEST) {
            Schema.migrate(Dialect.POSTGRES, source, new MigrationLocks(clock, LOCKS_WITHIN));
        }
        return new PostgresDatabase(new ConnectionDoor(sources.pool(poolSize)));
    }

    /** Connects for a short work beside the servers; neither makes nor migrates anything. */
    public static PostgresDatabase beside(
            Secret url, Optional<String> user, Optional<Secret> password, boolean allowUnsafe)
            throws DatabaseUnusableException {
        PostgresSources sources = new PostgresSources(url, user, password, allowUnsafe);
        try (Connection connection = sources.patient().getConnection()) {
            Schema.requireNewest(Dialect.POSTGRES, connection);
        } catch (CheckedSource.UnfitException e) {
            throw new DatabaseUnusableException(reason(e), e);
        } catch (SQLException e) {
            throw new DatabaseUnusableException(
                    "cannot connect to the database of patchbay.database.url (" + reason(e) + ")",
                    e);
        }
        return new PostgresDatabase(new ConnectionDoor(sources.pool(1)));
    }

    /** The driver's texts name hosts and users, but no passwords. */
    private static String reason(SQLException e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
    }

    @Override
    public <T> T write(Function<Tx, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (StoreUnavailableException e) {
                if (attempt == TRIES || !SqlFailures.worthAnotherTry(e)) {
                    throw e;
                }
                LOG.debug("the database gave up a transaction, attempt {}", attempt, e);
            }
        }
    }

    private <T> T once(Function<Tx, T> work) {
        try {
            return door.lend(connection -> transact(connection, work));
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    private <T> T transact(Connection connection, Function<Tx, T> work) throws SQLException {
        connection.setAutoCommit(false);
        SqlTx tx = new SqlTx(Session.passing(connection));
        boolean committed = false;
        try {
            T result = work.apply(tx);
            commit(connection);
            committed = true;
            return result;
        } finally {
            tx.ended(committed);
            if (!committed) {
                rollBack(connection);
            }
            // The pool sets auto-commit again; here its failure would belie the commit.
        }
    }

    private void commit(Connection connection) throws SQLException {
        long begun = System.nanoTime();
        boolean done = false;
        try {
            connection.commit();
            done = true;
        } finally {
            commitNanos.add(System.nanoTime() - begun);
            (done ? commits : failedCommits).increment();
        }
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // The pool drops the connection; what failed before is what the caller learns.
            LOG.debug("a rollback failed", e);
        }
    }

    @Override
    public <T> T read(Reading<T> reading) {
        try {
            return door.lend(connection -> reading.apply(Session.passing(connection)));
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRES;
    }

    @Override
    public Figures figures() {
        return new Figures(
                door.waiting(),
                commits.sum(),
                commits.sum(),
                failedCommits.sum(),
                commitNanos.sum(),
                door.active(),
                door.idle(),
                0,
                0);
    }

    @Override
    public void close() {
        door.close();
    }
}
