package dev.patchbay.store.postgres;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;

import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.sdk.secret.Secret;
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
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** An open PostgreSQL database, which other nodes may use as well. Thread-safe. */
public final class PostgresDatabase implements Sql {

    private static final Logger LOG = LoggerFactory.getLogger("store");

    /** Runs of a transaction that the database gave up in favour of another. */
    private static final int TRIES = 4;

    private final HikariDataSource pool;
    private final LongAdder commits = new LongAdder();
    private final LongAdder failedCommits = new LongAdder();
    private final LongAdder commitNanos = new LongAdder();

    private PostgresDatabase(HikariDataSource pool) {
        this.pool = pool;
    }

    /**
     * Connects and brings the schema up to date.
     *
     * @param allowUnsafe whether the server may run without {@code fsync}, {@code full_page_writes}
     *     or {@code synchronous_commit}
     * @param poolSize connections, from 1
     */
    public static PostgresDatabase open(
            Secret url,
            Optional<String> user,
            Optional<Secret> password,
            boolean allowUnsafe,
            int poolSize)
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
            Schema.migrate(Dialect.POSTGRES, source);
        }
        return new PostgresDatabase(sources.pool(poolSize));
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
        return new PostgresDatabase(sources.pool(1));
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
        try (Connection connection = pool.getConnection()) {
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
        } catch (SQLException e) {
            throw SqlFailures.of(e);
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
        try (Connection connection = pool.getConnection()) {
            return reading.apply(Session.passing(connection));
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
        HikariPoolMXBean state = pool.getHikariPoolMXBean();
        return new Figures(
                state.getThreadsAwaitingConnection(),
                commits.sum(),
                commits.sum(),
                failedCommits.sum(),
                commitNanos.sum(),
                state.getActiveConnections(),
                state.getIdleConnections(),
                0,
                0);
    }

    @Override
    public void close() {
        pool.close();
    }
}
