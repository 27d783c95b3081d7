package dev.patchbay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.sql.DatabaseUnusableException;
import dev.patchbay.store.sql.Dialect;
import dev.patchbay.store.sql.Schema;
import dev.patchbay.testkit.PostgresDatabase;
import dev.patchbay.testkit.PostgresServer;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Upgrades: forward only, copied before, by one node at a time. */
class SchemaTest {

    private static final String INSERT =
            "insert into connector (id, space_id, type_id, name, config, sealed_secrets,"
                    + " missing_secrets, version, created_at, updated_at) values ('old', 'default',"
                    + " '.slack', 'Old', '{}', x'00', 0, 1, 1, 1)";

    @TempDir Path folder;

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                url, PostgresDatabase.USER, PostgresDatabase.USER);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String sqliteUrl() {
        return "jdbc:sqlite:" + folder.resolve("patchbay.db");
    }

    private DatabaseOptions sqlite() {
        return new DatabaseOptions.Sqlite(folder, Clock.system());
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void everyVersionHasItsMigrationAndNewestIsTheLast(Dialect dialect) throws Exception {
        Path files =
                Path.of(
                        Schema.class
                                .getClassLoader()
                                .getResource(dialect.migrations() + "/V1__connectors.sql")
                                .toURI());
        try (Stream<Path> found = Files.list(files.getParent())) {
            List<Integer> versions =
                    found.map(file -> file.getFileName().toString())
                            .map(name -> Integer.valueOf(name.substring(1, name.indexOf("__"))))
                            .sorted()
                            .toList();
            assertThat(versions)
                    .isEqualTo(IntStream.rangeClosed(1, Schema.NEWEST).boxed().toList());
        }
    }

    @Test
    void newerSqliteIsRefused() throws Exception {
        Database.open(sqlite()).close();
        execute(
                sqliteUrl(),
                "insert into flyway_schema_history values"
                        + " (99, '99', 'future', 'SQL', 'V99__future.sql', 1, 'x', '', 1, 1)");
        assertThatThrownBy(() -> Database.open(sqlite()))
                .isInstanceOf(DatabaseUnusableException.class)
                .hasMessage(
                        "the database has schema version 99, this server knows versions up to "
                                + Schema.NEWEST
                                + ": start the newer server that made it");
    }

    @Test
    void newerPostgresIsRefused() throws Exception {
        try (PostgresDatabase fresh = PostgresServer.shared().newDatabase()) {
            DatabaseOptions options = TestDatabase.postgres(fresh, true);
            Database.open(options).close();
            execute(
                    fresh.jdbcUrl(),
                    "insert into flyway_schema_history values (99, '99', 'future', 'SQL',"
                            + " 'V99__future.sql', 1, 'x', now(), 1, true)");
            assertThatThrownBy(() -> Database.open(options))
                    .isInstanceOf(DatabaseUnusableException.class)
                    .hasMessageStartingWith("the database has schema version 99");
        }
    }

    @Test
    void sqliteIsCopiedBeforeItIsMigrated() throws Exception {
        Flyway.configure()
                .dataSource(sqliteUrl(), "", "")
                .locations("classpath:" + Dialect.SQLITE.migrations())
                .target("1")
                .load()
                .migrate();
        execute(sqliteUrl(), INSERT);
        try (Database database = Database.open(sqlite())) {
            assertThat(database.connectors().find("default", "old")).isPresent();
            assertThat(database.spaces().list()).isEmpty();
        }
        try (Stream<Path> copies = Files.list(folder.resolve("backup"))) {
            List<Path> found = copies.toList();
            assertThat(found).hasSize(1);
            Path copy = found.getFirst();
            assertThat(copy.getFileName().toString())
                    .matches("patchbay-schema-1-\\d{8}-\\d{6}\\.db");
            execute("jdbc:sqlite:" + copy, "select * from connector where id = 'old'");
            assertThatThrownBy(() -> execute("jdbc:sqlite:" + copy, "select * from space"))
                    .hasMessageContaining("no such table: space");
        }
    }

    @Test
    void freshAndCurrentDatabasesAreNotCopied() throws Exception {
        Database.open(sqlite()).close();
        Database.open(sqlite()).close();
        assertThat(folder.resolve("backup")).doesNotExist();
    }

    @Test
    void migrationThatFailedIsAnOperatorsMatter() throws Exception {
        execute(sqliteUrl(), "create table space (id text)");
        assertThatThrownBy(() -> Database.open(sqlite()))
                .isInstanceOf(DatabaseUnusableException.class)
                .hasMessage("the database could not be brought to schema version " + Schema.NEWEST);
    }

    @Test
    void manyNodesMayStartAtOnce() throws Exception {
        try (PostgresDatabase fresh = PostgresServer.shared().newDatabase();
                ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Database>> opening = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                opening.add(nodes.submit(() -> Database.open(TestDatabase.postgres(fresh, true))));
            }
            for (Future<Database> node : opening) {
                try (Database database = node.get()) {
                    assertThat(database.spaces().list()).isEmpty();
                }
            }
        }
    }
}
