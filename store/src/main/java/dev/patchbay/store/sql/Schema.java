package dev.patchbay.store.sql;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

/**
 * The versioned schema, forward only. Reading the history takes a millisecond, Flyway half a
 * second, so Flyway is only called when there is something to do. Stateless.
 */
public final class Schema {

    /** The newest migration of both folders. */
    public static final int NEWEST = 13;

    /** What {@link #requireNewest} says of a database that the next start would migrate. */
    public static final String OLDER =
            "the database has an older schema than this program: start its server once";

    private static final String HISTORY = "flyway_schema_history";

    private Schema() {}

    /**
     * The version of a database; 0 = empty.
     *
     * @throws DatabaseUnusableException when a newer server has been here
     */
    public static int version(Dialect dialect, Connection connection)
            throws SQLException, DatabaseUnusableException {
        String exists =
                switch (dialect) {
                    case SQLITE ->
                            "select count(*) from sqlite_master where name = '" + HISTORY + "'";
                    case POSTGRES -> "select count(to_regclass('" + HISTORY + "'))";
                };
        if (number(connection, exists) == 0) {
            return 0;
        }
        int found =
                number(
                        connection,
                        "select coalesce(max(cast(version as integer)), 0) from "
                                + HISTORY
                                + " where version is not null");
        if (found > NEWEST) {
            throw new DatabaseUnusableException(
                    "the database has schema version "
                            + found
                            + ", this server knows versions up to "
                            + NEWEST
                            + ": start the newer server that made it");
        }
        int failed =
                number(
                        connection,
                        "select count(*) from "
                                + HISTORY
                                + " where version is not null and not "
                                + (dialect == Dialect.SQLITE ? "success = 1" : "success"));
        int applied =
                number(
                        connection,
                        "select count(*) from " + HISTORY + " where version is not null");
        // A gap or a failure is for Flyway to judge.
        return failed == 0 && applied == found ? found : Math.min(found, NEWEST - 1);
    }

    /**
     * Refuses every schema but that of this program.
     *
     * @throws DatabaseUnusableException when the schema is older or newer
     */
    public static void requireNewest(Dialect dialect, Connection connection)
            throws SQLException, DatabaseUnusableException {
        if (version(dialect, connection) != NEWEST) {
            throw new DatabaseUnusableException(OLDER);
        }
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    /**
     * Brings the schema to {@link #NEWEST}. Several nodes may do so at once.
     *
     * @param callbacks told of each step
     * @throws DatabaseUnusableException when a migration fails
     */
    public static void migrate(Dialect dialect, DataSource source, Callback... callbacks)
            throws DatabaseUnusableException {
        try {
            Flyway.configure(Schema.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:" + dialect.migrations())
                    .failOnMissingLocations(true)
                    .callbacks(callbacks)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new DatabaseUnusableException(
                    "the database could not be brought to schema version " + NEWEST + reason(e), e);
        }
    }

    /** What an operator can do something about. */
    private static String reason(FlywayException e) {
        return SqlFailures.isLockHeld(e)
                ? ": another program holds its tables, such as a dump; start again after it"
                : "";
    }
}
