package dev.patchbay.store.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.delivery.DeliveryQuery;
import dev.patchbay.engine.delivery.DeliveryState;
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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What lists and retention ask reads a range of an index, as the databases themselves say. */
class DeliveryListPlanTest {

    private static final int ROWS = 20_000;

    /** Ids rise, four spaces, fifty connectors, few lanes, few dead letters. */
    private static final List<String> FILL =
            List.of(
                    """
                    insert into delivery_end (id, space_id, connector_id, type_id, lane, user_name,
                      user_id, accepted_at, attempts, attempt_log, state, reason, ended_at)
                    select %1$s, 's' || (n %% 4), 'c' || (n %% 50), '.webhook',
                      case when n %% 10 = 0 then 'lane' || (n %% 300) end, 'u', 'u', n, 1, '[]',
                      case when n %% 100 < 2 then 'dead' else 'delivered' end,
                      case when n %% 100 < 2 then 'network' end, n from %2$s
                    """,
                    """
                    insert into delivery (seq, id, lane_id, space_id, connector_id, type_id, lane,
                      user_name, user_id, accepted_at, sealed_params, due_at, attempts,
                      attempt_log, cancel_requested)
                    select n, %1$s, n, 's' || (n %% 4), 'c' || (n %% 50), '.webhook',
                      case when n %% 10 = 0 then 'lane' || (n %% 300) end, 'u', 'u', n, '', n, 0,
                      '[]', 0 from %2$s
                    """);

    /** A regular expression of the indexes that fit. */
    private record Question(DeliveryQuery query, String index) {}

    private static DeliveryQuery query(
            Optional<DeliveryState> state,
            Optional<String> connector,
            Optional<String> lane,
            Optional<String> reason) {
        return new DeliveryQuery(
                "s1",
                state,
                connector,
                lane,
                reason,
                Optional.of(Instant.ofEpochMilli(100)),
                Optional.empty(),
                Optional.of("f"),
                100);
    }

    private static List<Question> ended() {
        Optional<String> none = Optional.empty();
        return List.of(
                new Question(
                        query(Optional.of(DeliveryState.DEAD), none, none, none),
                        "delivery_end_state|delivery_dead"),
                new Question(
                        query(Optional.of(DeliveryState.CANCELLED), none, none, none),
                        "delivery_end_state"),
                new Question(
                        query(Optional.empty(), Optional.of("c1"), none, none),
                        "delivery_end_connector"),
                new Question(
                        query(Optional.empty(), none, Optional.of("lane10"), none),
                        "delivery_end_name"),
                new Question(
                        query(Optional.empty(), none, none, Optional.of("network")),
                        "delivery_end_reason"));
    }

    @Test
    void onSqlite(@TempDir Path folder) throws Exception {
        Database.open(new DatabaseOptions.Sqlite(folder, Clock.system())).close();
        try (Connection connection =
                DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("patchbay.db"))) {
            fill(
                    connection,
                    "printf('%032d', n)",
                    "(with recursive r (n) as (select 1 union all select n + 1 from r where n < "
                            + ROWS
                            + ") select n from r) numbers");
            check(connection, "explain query plan ", "SCAN delivery");
        }
    }

    @Test
    void onPostgres() throws Exception {
        try (PostgresDatabase fresh = PostgresServer.shared().newDatabase()) {
            Database.open(TestDatabase.postgres(fresh, true)).close();
            try (Connection connection =
                    DriverManager.getConnection(
                            fresh.jdbcUrl(), PostgresDatabase.USER, "canary-password")) {
                fill(
                        connection,
                        "lpad(n::text, 32, '0')",
                        "generate_series(1, " + ROWS + ") as numbers (n)");
                try (Statement statement = connection.createStatement()) {
                    statement.execute("analyze");
                }
                check(connection, "explain ", "Seq Scan on delivery(_end)?\\s");
            }
        }
    }

    private static void fill(Connection connection, String id, String numbers) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : FILL) {
                statement.execute(sql.formatted(id, numbers));
            }
        }
    }

    private static void check(Connection connection, String explain, String scan)
            throws SQLException {
        for (Question question : ended()) {
            DeliveryFilter filter = DeliveryFilter.ofEnded(question.query());
            assertThat(plan(connection, explain + DeliveryReads.endedList(filter), filter))
                    .as(question.query().toString())
                    .containsPattern(question.index())
                    .doesNotContainPattern(scan)
                    .doesNotContain("TEMP B-TREE");
        }
        DeliveryFilter connector =
                new DeliveryFilter(
                        query(
                                Optional.empty(),
                                Optional.of("c1"),
                                Optional.empty(),
                                Optional.empty()));
        assertThat(plan(connection, explain + DeliveryReads.pendingList(connector), connector))
                .contains("delivery_connector")
                .doesNotContainPattern(scan)
                .doesNotContain("TEMP B-TREE");
        DeliveryFilter lane =
                new DeliveryFilter(
                        query(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("lane10"),
                                Optional.empty()));
        assertThat(plan(connection, explain + DeliveryReads.pendingList(lane), lane))
                .contains("delivery_name")
                .doesNotContainPattern(scan)
                .doesNotContain("TEMP B-TREE");
        for (String which : List.of("state = 'dead'", "state <> 'dead'")) {
            String index = which.contains("<>") ? "delivery_done" : "delivery_dead";
            assertThat(rows(connection, explain + DeliveryPrunes.oldestKept(which), List.of(150)))
                    .contains(index)
                    .doesNotContain("TEMP B-TREE", "Seq Scan");
        }
    }

    private static String plan(Connection connection, String sql, DeliveryFilter filter)
            throws SQLException {
        return rows(connection, sql, List.of(filter.with(100)));
    }

    private static String rows(Connection connection, String sql, List<?> parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            List<String> lines = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    lines.add(rows.getString(rows.getMetaData().getColumnCount()));
                }
            }
            return String.join("\n", lines);
        }
    }

    @Test
    void aSpaceAloneIsAskedStateByState() {
        List<DeliveryQuery> asked =
                DeliveryReads.ofEnded(
                        query(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));

        assertThat(asked).hasSize(DeliveryState.values().length - 1);
        assertThat(asked)
                .allMatch(one -> !one.state().equals(Optional.of(DeliveryState.PENDING)))
                .extracting(one -> one.state().orElseThrow())
                .doesNotHaveDuplicates();
    }
}
