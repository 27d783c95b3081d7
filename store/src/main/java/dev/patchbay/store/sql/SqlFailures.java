package dev.patchbay.store.sql;

import dev.patchbay.engine.store.StoreUnavailableException;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

import java.sql.SQLException;
import java.util.Set;

/** Tells a wrong statement, which is a bug, from a database that cannot serve. Stateless. */
public final class SqlFailures {

    /** SQLite: ERROR, TOOBIG, CONSTRAINT, MISMATCH, MISUSE, RANGE. */
    private static final Set<Integer> WRONG_IN_SQLITE = Set.of(1, 18, 19, 20, 21, 25);

    /** PostgreSQL, classes: feature, data, constraint, syntax or access. */
    private static final Set<String> WRONG_IN_POSTGRES = Set.of("0A", "22", "23", "42");

    /** PostgreSQL: serialization failure, deadlock. */
    private static final Set<String> WORTH_ANOTHER_TRY = Set.of("40001", "40P01");

    /** PostgreSQL: lock not available, deadlock. */
    private static final Set<String> LOCK_HELD = Set.of("55P03", "40P01");

    private SqlFailures() {}

    /** The exception to throw for a failed statement. */
    public static RuntimeException of(SQLException e) {
        return wrong(e)
                ? new IllegalStateException("a statement of the store is wrong", e)
                : new StoreUnavailableException("the database cannot be used", e);
    }

    private static boolean wrong(SQLException e) {
        if (e instanceof SQLiteException sqlite) {
            return WRONG_IN_SQLITE.contains(sqlite.getResultCode().code & 0xff);
        }
        String state = e.getSQLState();
        return state != null
                && state.length() == 5
                && WRONG_IN_POSTGRES.contains(state.substring(0, 2));
    }

    /** Whether the same transaction may succeed when it is run again. */
    public static boolean worthAnotherTry(@Nullable Throwable e) {
        return hasState(e, WORTH_ANOTHER_TRY);
    }

    /** Whether PostgreSQL gave up waiting for a lock that somebody else has. */
    public static boolean isLockHeld(@Nullable Throwable e) {
        return hasState(e, LOCK_HELD);
    }

    private static boolean hasState(@Nullable Throwable e, Set<String> states) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && states.contains(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
