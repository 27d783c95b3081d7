package dev.patchbay.store.event;

import dev.patchbay.engine.eventlog.ConnectorHealth;
import dev.patchbay.store.sql.Session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How connectors fared, gathered table by table from the newest to the oldest. */
final class HealthRows {

    private record Key(String spaceId, String connectorId) {}

    private final Map<Key, ConnectorHealth> found = new LinkedHashMap<>();

    /** Adds what a table holds from a time on. */
    void add(Session session, String table, long from) {
        Map<Key, ConnectorHealth> here = new LinkedHashMap<>();
        // Two records of one microsecond give two rows; the first is as good as the other.
        for (ConnectorHealth health :
                session.query(sql(table), HealthRows::read, from, from, from, from)) {
            here.putIfAbsent(new Key(health.spaceId(), health.connectorId()), health);
        }
        here.forEach((key, older) -> found.merge(key, older, HealthRows::together));
    }

    List<ConnectorHealth> all() {
        return List.copyOf(found.values());
    }

    private static ConnectorHealth together(ConnectorHealth newer, ConnectorHealth older) {
        boolean failed = newer.lastFailure().isPresent();
        return new ConnectorHealth(
                newer.spaceId(),
                newer.connectorId(),
                newer.connectorName(),
                newer.typeId(),
                newer.successes() + older.successes(),
                newer.failures() + older.failures(),
                newer.lastSuccess().or(older::lastSuccess),
                newer.lastFailure().or(older::lastFailure),
                failed ? newer.lastReason() : older.lastReason(),
                failed ? newer.lastError() : older.lastError());
    }

    private static String sql(String table) {
        return """
        with counted as (
          select space_id, connector_id, sum(success) as successes,
            count(*) - sum(success) as failures, max(at) as newest,
            max(case when success = 1 then at end) as last_success,
            max(case when success = 0 then at end) as last_failure
          from %1$s where at >= ? group by space_id, connector_id)
        select c.space_id, c.connector_id, n.connector_name, n.type_id, c.successes, c.failures,
          c.last_success, c.last_failure,
          (select reason from %1$s f where f.at = c.last_failure and f.space_id = c.space_id
            and f.connector_id = c.connector_id and f.success = 0 and f.at >= ?
            order by f.id limit 1),
          (select error from %1$s f where f.at = c.last_failure and f.space_id = c.space_id
            and f.connector_id = c.connector_id and f.success = 0 and f.at >= ?
            order by f.id limit 1)
        from counted c
        join %1$s n on n.at = c.newest and n.space_id = c.space_id
          and n.connector_id = c.connector_id and n.at >= ?
        order by c.space_id, c.connector_id
        """
                .formatted(table);
    }

    private static ConnectorHealth read(ResultSet row) throws SQLException {
        return new ConnectorHealth(
                row.getString(1),
                CompactId.text(row.getBytes(2)),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                time(row, 7),
                time(row, 8),
                Optional.ofNullable(row.getString(9)),
                Optional.ofNullable(row.getString(10)));
    }

    private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Day.instant(micros));
    }
}
