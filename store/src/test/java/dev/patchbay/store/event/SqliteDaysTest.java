package dev.patchbay.store.event;

import static dev.patchbay.store.event.Records.NOON;
import static dev.patchbay.store.event.Records.record;
import static dev.patchbay.store.event.Records.success;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.eventlog.EventStore;
import dev.patchbay.engine.eventlog.ExecutionRecord;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.Database;
import dev.patchbay.store.DatabaseOptions;
import dev.patchbay.store.sql.DatabaseUnusableException;
import dev.patchbay.store.sql.Session;
import dev.patchbay.store.sql.SqlTx;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** How a day of the event log lies in SQLite. */
class SqliteDaysTest {

    private static final Duration DAY = Duration.ofDays(1);

    /** The layout of a day before subjects had a table of their own. */
    private static final String FLAT =
            """
            create table event_20261124
            (at integer not null, duration integer not null,
             request_bytes integer not null, success integer not null,
             preconfigured integer not null, id blob not null,
             connector_id blob not null, space_id text not null,
             connector_name text not null, type_id text not null,
             source text not null, user_name text not null, reason text, effect text,
             error text, api_key_id text, api_key_name text,
             primary key (at, id)) without rowid
            """;

    @TempDir Path folder;

    private Database database() throws DatabaseUnusableException {
        return Database.open(new DatabaseOptions.Sqlite(folder, Clock.system()));
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("patchbay.db"));
    }

    private static void append(Database database, ExecutionRecord... records) {
        database.work()
                .write(tx -> {
                    database.events().append(tx, List.of(records));
                    return true;
                });
    }

    private static List<String> ids(EventStore store) {
        return store.find(new Query().limit(100)).stream().map(ExecutionRecord::id).toList();
    }

    private List<String> names(String like) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select name from sqlite_master where type in ('table', 'view')"
                                        + " and name like '"
                                        + like
                                        + "' order by name")) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    private long count(String table) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** As an earlier version left it. */
    private void flat(ExecutionRecord... records) throws Exception {
        try (Database database = database()) {
            assertThat(database.events().count()).isZero();
        }
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(FLAT);
            statement.execute(
                    "insert into event_day values ("
                            + Day.of(NOON).number()
                            + ", "
                            + records.length
                            + ", 700)");
            try (PreparedStatement insert =
                    connection.prepareStatement(EventRows.insert("event_20261124"))) {
                for (ExecutionRecord record : records) {
                    Object[] values = EventRows.values(record);
                    for (int i = 0; i < values.length; i++) {
                        insert.setObject(i + 1, values[i]);
                    }
                    insert.executeUpdate();
                }
            }
        }
    }

    @Test
    void subjectIsWrittenOnceForManyRecords() throws Exception {
        try (Database database = database()) {
            for (int i = 0; i < 50; i++) {
                append(
                        database,
                        record("a" + i, NOON.plusSeconds(i), "ops", "c1", true),
                        record("b" + i, NOON.plusSeconds(i), "ops", "c1", false),
                        record("c" + i, NOON.plusSeconds(i), "ops", "c2", true));
            }
            assertThat(database.events().count()).isEqualTo(150);
        }
        assertThat(count("event_row_20261124")).isEqualTo(150);
        assertThat(count("event_subject_20261124")).isEqualTo(2);
    }

    @Test
    void subjectOfARolledBackRecordIsNotTakenForWritten() throws Exception {
        try (Database database = database()) {
            append(database, success("first", NOON));
            try {
                database.work()
                        .write(tx -> {
                            database.events()
                                    .append(
                                            tx,
                                            List.of(record("lost", NOON, "ops", "new one", true)));
                            throw new IllegalArgumentException("no");
                        });
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessage("no");
            }
            append(database, record("second", NOON.plusSeconds(1), "ops", "new one", true));
            assertThat(database.events().find(new Query().connector("new one").limit(9)))
                    .containsExactly(record("second", NOON.plusSeconds(1), "ops", "new one", true));
        }
    }

    @Test
    void moreSubjectsThanAreRememberedAreAllTold() throws Exception {
        try (Database database = database()) {
            ExecutionRecord[] many = new ExecutionRecord[25_000];
            Arrays.setAll(many, i -> record("r" + i, NOON.plusMillis(i), "ops", "c" + i, true));
            append(database, many);
            append(database, record("again", NOON, "ops", "c7", false));
            assertThat(database.events().count()).isEqualTo(25_001);
            assertThat(database.events().find(new Query().connector("c24999").limit(9)))
                    .containsExactly(many[24_999]);
            assertThat(
                            database.events().find(new Query().connector("c7").limit(9)).stream()
                                    .map(ExecutionRecord::id))
                    .containsExactly("r7", "again");
        }
    }

    @Test
    void dayThatAnEarlierVersionBeganIsReadAsOne() throws Exception {
        ExecutionRecord old = record("old", NOON, "ops", "c1", false);
        ExecutionRecord older = success("older", NOON.minusSeconds(1));
        flat(old, older);
        try (Database database = database()) {
            assertThat(ids(database.events())).containsExactly("old", "older");
            ExecutionRecord between = success("between", NOON.minusMillis(500));
            ExecutionRecord last = record("last", NOON.plusSeconds(9), "ops", "c1", true);
            append(database, last, between);
            assertThat(database.events().find(new Query().limit(9)))
                    .containsExactly(last, old, between, older);
            assertThat(database.events().find(new Query().space("ops").limit(1)))
                    .containsExactly(last);
            assertThat(database.events().count()).isEqualTo(4);
            assertThat(database.events().healthSince(NOON.minus(DAY)))
                    .anySatisfy(health -> {
                        assertThat(health.connectorId()).isEqualTo("c1");
                        assertThat(health.successes()).isEqualTo(1);
                        assertThat(health.failures()).isEqualTo(1);
                        assertThat(health.lastError()).isEqualTo(Optional.of("error of old"));
                    });
        }
        try (Database database = database()) {
            append(database, success("after a restart", NOON.plusSeconds(10)));
            assertThat(ids(database.events()))
                    .containsExactly("after a restart", "last", "old", "between", "older");
            assertThat(names("event_%20261124"))
                    .containsExactly(
                            "event_20261124",
                            "event_flat_20261124",
                            "event_row_20261124",
                            "event_subject_20261124");
            database.events().prune(NOON.plus(DAY), Long.MAX_VALUE);
            assertThat(ids(database.events())).isEmpty();
            assertThat(names("event_%20261124")).isEmpty();
        }
    }

    @Test
    void earlierDaysKeepTheirLayoutAndAreDropped() throws Exception {
        flat(success("old", NOON));
        try (Database database = database()) {
            append(database, success("new", NOON.plus(DAY)));
            assertThat(ids(database.events())).containsExactly("new", "old");
            assertThat(names("event_%2026112_"))
                    .containsExactly(
                            "event_20261124",
                            "event_20261125",
                            "event_row_20261125",
                            "event_subject_20261125");
            database.events().prune(NOON.plus(DAY), Long.MAX_VALUE);
            assertThat(ids(database.events())).containsExactly("new");
            assertThat(names("event_%20261124")).isEmpty();
        }
    }

    /** A server that runs for months must not keep the subjects of each day. */
    @Test
    void onlyTheNewestDaysAreRemembered() throws Exception {
        try (Database database = database()) {
            assertThat(database.events().count()).isZero();
        }
        SqliteDays days = new SqliteDays();
        try (Session session = Session.keeping(connection())) {
            for (int i : new int[] {0, 1, 2, 3, 0, 4}) {
                SqlTx tx = new SqlTx(session);
                ExecutionRecord record = success("r" + i, NOON.plus(DAY.multipliedBy(i)));
                days.append(tx, Day.of(record.startedAt()), List.of(record));
                tx.ended(true);
                assertThat(days.remembered()).isLessThanOrEqualTo(3);
            }
        }
        assertThat(days.remembered()).isEqualTo(2);
        try (Database database = database()) {
            assertThat(ids(database.events())).containsExactly("r4", "r3", "r2", "r1", "r0");
        }
    }

    /** SQLite must go by time and look subjects up, however few of them fit. */
    @Test
    void recordsAreReadByTheirKey() throws Exception {
        try (Database database = database()) {
            append(database, Records.realistic(10, NOON, 1).toArray(ExecutionRecord[]::new));
        }
        for (String query :
                List.of(
                        "select at from event_20261124 where at >= 0 and connector_id = x'01'"
                                + " order by at desc, id desc limit 9",
                        "select sum(success) from event_20261124 where at >= 0 and at < 9"
                                + " and space_id in ('a')",
                        "select error from event_outbox join event_20261124 using (at, id)"
                                + " order by at, id limit 5")) {
            assertThat(plan(query))
                    .anySatisfy(step ->
                            assertThat(step)
                                    .startsWith("SEARCH event_row_20261124 USING PRIMARY KEY"))
                    .contains("SEARCH event_subject_20261124 USING INTEGER PRIMARY KEY (rowid=?)")
                    .noneSatisfy(step -> assertThat(step).contains("TEMP B-TREE"))
                    .noneSatisfy(step -> assertThat(step).contains("MATERIALIZE"));
        }
    }

    private List<String> plan(String query) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("explain query plan " + query)) {
            List<String> steps = new ArrayList<>();
            while (rows.next()) {
                steps.add(rows.getString(4));
            }
            return Collections.unmodifiableList(steps);
        }
    }
}
