package dev.patchbay.store.postgres;

import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.sql.SqlFailures;

import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;

/**
 * Takes all tables before a migration changes the first. Other nodes work on them meanwhile, in
 * orders of their own; a migration that took one after the other would deadlock with them, and then
 * it or a request of theirs is given up. Who has only some of the tables waits for the next one for
 * less than PostgreSQL's {@code deadlock_timeout} (1 s), then lets all go and begins again; who has
 * them all waits for nobody. After some tries the wait grows beyond that timeout, because that is
 * when PostgreSQL stops an autovacuum that is in the way. Stateless.
 */
final class MigrationLocks extends BaseCallback {

    private static final Logger LOG = LoggerFactory.getLogger("store");

    private static final long FIRST_WAIT_MILLIS = 200;
    private static final long MOST_WAIT_MILLIS = 2_000;
    private static final double GROWTH = 1.2;

    /** A partition is locked with its table. Flyway works on its history in another connection. */
    private static final String ALL =
            """
            select string_agg(format('%I.%I', n.nspname, c.relname), ', ' order by c.relname)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = current_schema() and c.relkind in ('r', 'p')
              and not c.relispartition and c.relname <> 'flyway_schema_history'
            """;

    private final Clock clock;
    private final Duration patience;

    /** With the time after which somebody else's hold on a table ends the start of this node. */
    MigrationLocks(Clock clock, Duration patience) {
        this.clock = clock;
        this.patience = patience;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            lockAll(context.getConnection());
        } catch (SQLException e) {
            throw new FlywayException("the tables could not be locked", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FlywayException("interrupted", e);
        }
    }

    private void lockAll(Connection connection) throws SQLException, InterruptedException {
        long end = clock.nanoTime() + patience.toNanos();
        boolean said = false;
        double wait = FIRST_WAIT_MILLIS;
        try (Statement statement = connection.createStatement()) {
            String tables = tables(statement);
            if (tables.isEmpty()) {
                return;
            }
            while (true) {
                statement.execute("set local lock_timeout = " + (long) wait);
                Savepoint before = connection.setSavepoint();
                try {
                    statement.execute("lock table " + tables + " in access exclusive mode");
                    statement.execute("set local lock_timeout to default");
                    return;
                } catch (SQLException e) {
                    if (!SqlFailures.isLockHeld(e) || clock.nanoTime() - end > 0) {
                        throw e;
                    }
                    connection.rollback(before);
                }
                if (!said) {
                    LOG.info("other work holds tables that the migration needs: waiting for it");
                    said = true;
                }
                clock.sleep(Duration.ofMillis((long) wait / 2));
                wait = Math.min(MOST_WAIT_MILLIS, wait * GROWTH);
            }
        }
    }

    private static String tables(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery(ALL)) {
            String found = rows.next() ? rows.getString(1) : null;
            return found == null ? "" : found;
        }
    }
}
