package dev.patchbay.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;

import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.store.sql.DatabaseUnusableException;
import dev.patchbay.store.sql.Sql;

import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;

import java.sql.SQLException;
import java.util.Optional;

/** Makes data sources whose waits are bounded. */
record PostgresSources(
        Secret url, Optional<String> user, Optional<Secret> password, boolean allowUnsafe) {

    /** A database that is down has to be told apart from a slow one within a request's patience. */
    private static final int CONNECT_SECONDS = 2;

    private static final int CHECK_MILLIS = 1_000;

    /** Beyond the longest statement: only a dead network is silent that long. */
    private static final int SILENCE_SECONDS = Sql.LONGEST_READING_SECONDS + 5;

    private static final int LOCK_SECONDS = 5;

    /** After this a connection is opened anew, so that changed settings are noticed. */
    private static final long LIFETIME_MILLIS = 600_000;

    private static final long IDLE_MILLIS = 300_000;
    private static final long KEEP_ALIVE_MILLIS = 60_000;

    /** For migrations, which may take their time. */
    CheckedSource patient() throws DatabaseUnusableException {
        return new CheckedSource(source(), allowUnsafe);
    }

    /** For everything else. */
    HikariDataSource pool(int size) throws DatabaseUnusableException {
        PGSimpleDataSource source = source();
        // A batch becomes statements with many rows.
        source.setReWriteBatchedInserts(true);
        source.setSocketTimeout(SILENCE_SECONDS);
        source.setOptions(
                "-c statement_timeout="
                        + Sql.LONGEST_READING_SECONDS
                        + "s -c lock_timeout="
                        + LOCK_SECONDS
                        + "s -c idle_in_transaction_session_timeout="
                        + SILENCE_SECONDS
                        + "s");
        HikariConfig config = new HikariConfig();
        config.setPoolName("postgres");
        config.setDataSource(new CheckedSource(source, allowUnsafe));
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(2, size));
        config.setConnectionTimeout(CONNECT_SECONDS * 1_000L);
        config.setValidationTimeout(CHECK_MILLIS);
        config.setInitializationFailTimeout(-1);
        config.setMaxLifetime(LIFETIME_MILLIS);
        config.setIdleTimeout(IDLE_MILLIS);
        config.setKeepaliveTime(KEEP_ALIVE_MILLIS);
        config.setExceptionOverride(new ReadOnlyIsBroken());
        return new HikariDataSource(config);
    }

    private PGSimpleDataSource source() throws DatabaseUnusableException {
        // The driver's own complaint would print the address.
        if (Driver.parseURL(url.reveal(), null) == null) {
            throw new DatabaseUnusableException(
                    "patchbay.database.url is not an address of PostgreSQL"
                            + " (jdbc:postgresql://host:port/database)");
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url.reveal());
        user.ifPresent(source::setUser);
        password.map(Secret::reveal).ifPresent(source::setPassword);
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(CONNECT_SECONDS * 2);
        source.setTcpKeepAlive(true);
        source.setApplicationName("patchbay");
        // Details of an error hold values of rows.
        source.setLogServerErrorDetail(false);
        return source;
    }

    /** The server became a standby: the connection is of no more use. */
    static final class ReadOnlyIsBroken implements SQLExceptionOverride {
        @java.lang.Override
        public Override adjudicate(SQLException e) {
            return "25006".equals(e.getSQLState()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
        }
    }
}
