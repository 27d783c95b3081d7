package dev.patchbay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

class PostgresServerTest {

    @Test
    void realServerAnswers() throws Exception {
        try (PostgresDatabase database = PostgresServer.shared().newDatabase();
                Connection connection = database.connect()) {
            assertThat(ask(connection, "select 1")).isEqualTo("1");
            assertThat(ask(connection, "show server_version")).startsWith("18.");
            assertThat(ask(connection, "show fsync")).isEqualTo("off");
        }
    }

    @Test
    void durableServerSyncs() throws Exception {
        try (PostgresDatabase database = PostgresServer.durable().newDatabase();
                Connection connection = database.connect()) {
            assertThat(ask(connection, "show fsync")).isEqualTo("on");
            assertThat(ask(connection, "show synchronous_commit")).isEqualTo("on");
        }
    }

    @Test
    void oneServerManyDatabases() throws Exception {
        try (PostgresDatabase one = PostgresServer.shared().newDatabase();
                PostgresDatabase two = PostgresServer.shared().newDatabase();
                Connection ofOne = one.connect();
                Connection ofTwo = two.connect()) {
            try (Statement statement = ofOne.createStatement()) {
                statement.execute("create table t (id int)");
            }
            assertThat(one.server()).isSameAs(two.server());
            assertThat(ask(ofTwo, "select count(*) from pg_tables where tablename = 't'"))
                    .isEqualTo("0");
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
