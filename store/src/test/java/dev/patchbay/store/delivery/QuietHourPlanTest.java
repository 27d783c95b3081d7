package dev.patchbay.store.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.delivery.ClaimedDelivery;
import dev.patchbay.engine.delivery.Completed;
import dev.patchbay.engine.delivery.Completion;
import dev.patchbay.engine.delivery.DeliveryState;
import dev.patchbay.engine.delivery.DeliveryStore;
import dev.patchbay.engine.delivery.NewDelivery;
import dev.patchbay.store.Database;
import dev.patchbay.store.TestDatabase;
import dev.patchbay.testkit.PostgresDatabase;
import dev.patchbay.testkit.PostgresServer;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * PostgreSQL has looked at the tables in a quiet hour, when they were empty, and then the flood
 * comes: no statement may read all that is pending.
 */
class QuietHourPlanTest {

    private static final int PENDING = 3_000;
    private static final int ROUNDS = 40;
    private static final int AT_ONCE = 10;

    /** Rows that are fetched for each delivery that is claimed, or added, or taken back. */
    private static final int MOST_FETCHED = 30;

    @Test
    void noStatementReadsAllThatIsPending() throws Exception {
        afterQuietHour(QuietHourPlanTest::work);
    }

    @Test
    void whatGoesWithConnectorOrSpaceIsReadAFewTimes() throws Exception {
        afterQuietHour(QuietHourPlanTest::removals);
    }

    private static void afterQuietHour(ToIntFunction<Database> work) throws Exception {
        try (PostgresDatabase fresh = PostgresServer.shared().newDatabase();
                Connection connection = fresh.connect();
                Statement statement = connection.createStatement()) {
            int touched;
            try (Database database = Database.open(TestDatabase.postgres(fresh, true))) {
                int before = someTraffic(database);
                // As autovacuum does where it cannot cut a table off: pages without rows.
                statement.execute("vacuum (analyze, truncate off) lane, delivery");
                touched = before + work.applyAsInt(database);
            }
            // What a connection has counted is told when it ends, at the latest.
            assertThat(fetched(statement))
                    .as("rows fetched for %s deliveries", touched)
                    .isBetween((long) touched, (long) touched * MOST_FETCHED);
        }
    }

    private static int someTraffic(Database database) {
        insert(database, PENDING);
        List<ClaimedDelivery> claimed =
                database.deliveries().claim("n", PENDING, Duration.ofMinutes(10));
        while (!claimed.isEmpty()) {
            List<Completed> ended =
                    claimed.stream()
                            .map(one ->
                                    new Completed(
                                            one, Given.ended(one.log(), DeliveryState.DELIVERED)))
                            .toList();
            database.work().write(tx -> database.deliveries().complete(tx, ended));
            claimed = database.deliveries().claim("n", PENDING, Duration.ofMinutes(10));
        }
        assertThat(database.deliveries().pending()).isZero();
        return PENDING;
    }

    private static int work(Database database) {
        insert(database, PENDING);
        for (int round = 0; round < ROUNDS; round++) {
            round(database);
            insert(database, AT_ONCE);
            NewDelivery back = Given.delivery("s", "c", Optional.of("lane " + round));
            NewDelivery newest = Given.delivery("s", "c", Optional.of("lane " + round));
            database.work()
                    .write(tx -> {
                        DeliveryStore store = database.deliveries();
                        store.insert(tx, List.of(back));
                        store.cancel(tx, "s", back.delivery().id());
                        return store.supersede(tx, newest);
                    });
        }
        return PENDING + ROUNDS * (2 * AT_ONCE + 2);
    }

    private static int removals(Database database) {
        insert(database, PENDING);
        insert(database, "goes", PENDING);
        insert(database, "goes too", PENDING);
        int refused =
                database.work()
                        .write(tx -> database.deliveries().refuseAll(tx, "goes", "c", "notFound"));
        assertThat(refused).isEqualTo(PENDING);
        database.work()
                .write(tx -> {
                    database.deliveries().removeSpace(tx, "goes too");
                    return true;
                });
        assertThat(database.deliveries().pending()).isEqualTo(PENDING);
        return 3 * PENDING;
    }

    private static void insert(Database database, int count) {
        insert(database, "s", count);
    }

    /** Half of them alone, half in pairs. */
    private static void insert(Database database, String space, int count) {
        List<NewDelivery> fresh = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            fresh.add(
                    Given.delivery(
                            space,
                            "c",
                            i % 2 == 0 ? Optional.empty() : Optional.of("lane " + i / 4)));
        }
        database.work()
                .write(tx -> {
                    database.deliveries().insert(tx, fresh);
                    return true;
                });
    }

    private static void round(Database database) {
        List<ClaimedDelivery> claimed =
                database.deliveries().claim("n", AT_ONCE, Duration.ofMinutes(10));
        assertThat(claimed).hasSize(AT_ONCE);
        for (ClaimedDelivery one : claimed) {
            Completion completion =
                    switch ((int) (one.seq() % 3)) {
                        case 0 -> new Completion.Postponed(Duration.ofHours(1));
                        case 1 -> Given.again(one.log(), Duration.ofHours(1));
                        default -> Given.ended(one.log(), DeliveryState.DELIVERED);
                    };
            database.work().write(tx -> database.deliveries().complete(tx, one, completion));
        }
    }

    private static long fetched(Statement statement) throws SQLException {
        try (ResultSet row =
                statement.executeQuery(
                        "select sum(idx_tup_fetch + seq_tup_read) from pg_stat_user_tables"
                                + " where relname in ('lane', 'delivery')")) {
            row.next();
            return row.getLong(1);
        }
    }
}
