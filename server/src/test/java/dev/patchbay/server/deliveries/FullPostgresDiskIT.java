package dev.patchbay.server.deliveries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.server.TestStorage;
import dev.patchbay.testkit.PostgresDatabase;
import dev.patchbay.testkit.RestartablePostgres;
import dev.patchbay.testkit.SmallDisk;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** The disk of a PostgreSQL is really full (SQLSTATE 53100). Needs the right to mount a tmpfs. */
final class FullPostgresDiskIT {

    private static final int MEBIBYTES = 256;
    private static final int KIBIBYTES_LEFT = 1_024;

    @Test
    void aFullDiskAnswers503AndAcceptsNothingByHalves() throws Exception {
        Optional<SmallDisk> mounted = SmallDisk.mount(MEBIBYTES);
        assumeTrue(mounted.isPresent(), "skipped: no file system may be mounted here");
        try (SmallDisk disk = mounted.get();
                RestartablePostgres postgres = RestartablePostgres.startIn(disk.path());
                DeliveryServer server = new DeliveryServer(new TestStorage(postgres), 100_000)) {
            newLogFile(postgres);
            FullDisk.answers503AndAcceptsNothingByHalves(
                    server,
                    () -> disk.shrink(KIBIBYTES_LEFT),
                    () -> {
                        assertThat(stateOfABigWrite(postgres)).isEqualTo("53100");
                        disk.grow(MEBIBYTES);
                    });
        }
    }

    private static String stateOfABigWrite(RestartablePostgres postgres) {
        try {
            execute(
                    postgres,
                    "create table big as select repeat('x', 1000) from"
                            + " generate_series(1, 10000)");
            return "written";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    /** So that the tables meet the end of the disk first: without a log PostgreSQL stops. */
    private static void newLogFile(RestartablePostgres postgres) throws SQLException {
        execute(postgres, "select pg_switch_wal()");
        execute(postgres, "create table begins_the_new_file (n int)");
    }

    private static void execute(RestartablePostgres postgres, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                postgres.jdbcUrl(), PostgresDatabase.USER, PostgresDatabase.USER);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
