package dev.patchbay.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.Database;
import dev.patchbay.store.TestDatabase;
import dev.patchbay.store.sql.DatabaseUnusableException;
import dev.patchbay.store.sql.Dialect;
import dev.patchbay.store.sql.Schema;
import dev.patchbay.testkit.PostgresDatabase;
import dev.patchbay.testkit.PostgresServer;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A node migrates while nodes of the version before work on the same tables. */
@Timeout(120)
class MigrationLocksIT {

    /** That of the first tagged build. */
    private static final String BEFORE = "5";

    private final ExecutorService starting = Executors.newSingleThreadExecutor();
    private PostgresDatabase database;

    @BeforeEach
    void start() {
        database = PostgresServer.durable().newDatabase();
        Flyway.configure()
                .dataSource(database.jdbcUrl(), PostgresDatabase.USER, PostgresDatabase.USER)
                .locations("classpath:" + Dialect.POSTGRES.migrations())
                .target(BEFORE)
                .load()
                .migrate();
    }

    @AfterEach
    void close() {
        starting.close();
        database.close();
    }

    private int version() throws Exception {
        try (Connection connection = database.connect()) {
            return Schema.version(Dialect.POSTGRES, connection);
        }
    }

    private Future<Void> migrate() {
        return starting.submit(() -> {
            Database.open(TestDatabase.postgres(database, false)).close();
            return null;
        });
    }

    private void awaitSomebodyWaiting() throws SQLException, InterruptedException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            while (true) {
                try (ResultSet rows =
                        statement.executeQuery("select count(*) from pg_locks where not granted")) {
                    rows.next();
                    if (rows.getInt(1) > 0) {
                        return;
                    }
                }
                Clock.system().sleep(Duration.ofMillis(5));
            }
        }
    }

    /** The order of a node that ends a delivery: what it became, then what it was. */
    @Test
    void neitherTheMigrationNorTheWorkOfOthersIsGivenUp() throws Exception {
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table delivery_end in row exclusive mode");
            Future<Void> migration = migrate();
            awaitSomebodyWaiting();
            statement.execute("delete from delivery where seq = 1");
            other.commit();
            migration.get();
        }
        assertThat(version()).isEqualTo(Schema.NEWEST);
    }

    @Test
    void tableThatAnotherProgramKeepsEndsTheStartWithAReason() throws Exception {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.jdbcUrl());
        source.setUser(PostgresDatabase.USER);
        source.setPassword(PostgresDatabase.USER);
        try (Connection dump = database.connect();
                Statement statement = dump.createStatement()) {
            dump.setAutoCommit(false);
            statement.execute("select count(*) from connector");
            MigrationLocks locks = new MigrationLocks(Clock.system(), Duration.ofSeconds(1));
            assertThatThrownBy(() -> Schema.migrate(Dialect.POSTGRES, source, locks))
                    .isInstanceOf(DatabaseUnusableException.class)
                    .hasMessage(
                            "the database could not be brought to schema version "
                                    + Schema.NEWEST
                                    + ": another program holds its tables, such as a dump; start"
                                    + " again after it");
        }
        assertThat(version()).isEqualTo(Integer.parseInt(BEFORE));
        migrate().get();
        assertThat(version()).isEqualTo(Schema.NEWEST);
    }
}
