package dev.patchbay.store.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.eventlog.ExecutionRecord;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.Database;
import dev.patchbay.store.DatabaseOptions;
import dev.patchbay.store.TestDatabase;
import dev.patchbay.testkit.PostgresDatabase;
import dev.patchbay.testkit.PostgresServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A record takes less than 400 bytes, indexes included, and SQLite's own account is about right.
 */
class EventSizeIT {

    private static final int COUNT = 50_000;
    private static final int LARGEST = 400;

    private static void fill(Database database) {
        List<ExecutionRecord> records = Records.realistic(COUNT, Records.NOON, 1);
        for (int i = 0; i < COUNT; i += 100) {
            List<ExecutionRecord> some = records.subList(i, i + 100);
            database.work()
                    .write(tx -> {
                        database.events().append(tx, some);
                        return true;
                    });
        }
    }

    private static long ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void rowsAreCompactInSqlite(@TempDir Path folder) throws Exception {
        DatabaseOptions options = new DatabaseOptions.Sqlite(folder, Clock.system());
        try (Database database = Database.open(options)) {
            fill(database);
        }
        try (Connection connection =
                DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("patchbay.db"))) {
            long bytes =
                    ask(
                            connection,
                            "select sum(pgsize) from dbstat where name in"
                                    + " ('event_row_20261124', 'event_subject_20261124')");
            assertThat(bytes / COUNT).isBetween(60L, LARGEST / 2L);
            long account = ask(connection, "select sum(bytes) from event_day");
            assertThat((double) account).isBetween(bytes * 0.8, bytes * 1.2);
        }
    }

    @Test
    void rowsAreCompactInPostgres() throws Exception {
        try (PostgresDatabase fresh = PostgresServer.shared().newDatabase()) {
            try (Database database = Database.open(TestDatabase.postgres(fresh, true))) {
                fill(database);
            }
            try (Connection connection = fresh.connect()) {
                long bytes = ask(connection, "select pg_total_relation_size('event_20261124')");
                assertThat(bytes / COUNT).isBetween(100L, LARGEST - 1L);
            }
        }
    }
}
