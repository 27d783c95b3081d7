package dev.patchbay.store.delivery;

import dev.patchbay.testkit.PostgresDatabase;
import dev.patchbay.testkit.RestartablePostgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/** Who holds which lanes, read past the store. */
record HeldLanes(Connection connection) implements AutoCloseable {

    /** A lane under a lease. */
    record One(long lane, long epoch) {}

    static HeldLanes of(RestartablePostgres postgres) throws SQLException {
        return new HeldLanes(
                DriverManager.getConnection(
                        postgres.jdbcUrl(), PostgresDatabase.USER, PostgresDatabase.USER));
    }

    Set<One> of(String node) throws SQLException {
        return leases("select id, epoch from lane where node = '" + node + "'");
    }

    boolean anyOf(String node) {
        try {
            return !of(node).isEmpty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Set<One> ofAll() throws SQLException {
        return leases("select id, epoch from lane where node is not null");
    }

    private Set<One> leases(String sql) throws SQLException {
        Set<One> found = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(new One(rows.getLong(1), rows.getLong(2)));
            }
        }
        return found;
    }

    /**
     * Whether each of these lanes is gone, or was claimed again since: a claim raises the epoch.
     */
    boolean moved(Set<One> held) {
        try {
            Set<One> waiting = ofAll();
            // Giving back raises the epoch as well, but then nobody holds the lane yet.
            waiting.addAll(leases("select id, epoch - 1 from lane where node is null"));
            return held.stream().noneMatch(waiting::contains);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
