package dev.patchbay.store.event;

import dev.patchbay.engine.eventlog.ExecutionRecord;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Records as rows. Stateless. */
final class EventRows {

    /** In the order of {@link #values} and {@link #record}. */
    static final String COLUMNS =
            "at, duration, request_bytes, success, preconfigured, id, connector_id, space_id,"
                    + " connector_name, type_id, source, user_name, reason, effect, error,"
                    + " api_key_id, api_key_name";

    private static final char SPEC = '#';

    private EventRows() {}

    /** Adds a row unless it is there. */
    static String insert(String table) {
        return "insert into "
                + table
                + " ("
                + COLUMNS
                + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " on conflict do nothing";
    }

    static Map<Day, List<ExecutionRecord>> byDay(List<ExecutionRecord> records) {
        Map<Day, List<ExecutionRecord>> days = new TreeMap<>();
        for (ExecutionRecord record : records) {
            days.computeIfAbsent(Day.of(record.startedAt()), _ -> new ArrayList<>()).add(record);
        }
        return days;
    }

    static @Nullable Object[] values(ExecutionRecord record) {
        return new @Nullable Object[] {
            Day.micros(record.startedAt()),
            record.durationNanos(),
            record.requestBytes(),
            record.success() ? 1 : 0,
            record.preconfigured() ? 1 : 0,
            CompactId.bytes(record.id()),
            CompactId.bytes(record.connectorId()),
            record.spaceId(),
            record.connectorName(),
            record.typeId(),
            source(record),
            record.userName(),
            record.reason().orElse(null),
            record.effect().orElse(null),
            record.error().orElse(null),
            record.apiKeyId().orElse(null),
            record.apiKeyName().orElse(null)
        };
    }

    /**
     * Which text described the type stands behind the source, so that the many rows without one do
     * not pay for a column; no source has the sign.
     */
    static String source(ExecutionRecord record) {
        return record.specHash().map(hash -> record.source() + SPEC + hash).orElse(record.source());
    }

    static ExecutionRecord record(ResultSet row) throws SQLException {
        String source = row.getString(11);
        int spec = source.indexOf(SPEC);
        return new ExecutionRecord(
                CompactId.text(row.getBytes(6)),
                Day.instant(row.getLong(1)),
                row.getLong(2),
                row.getString(8),
                CompactId.text(row.getBytes(7)),
                row.getString(9),
                row.getString(10),
                row.getInt(5) == 1,
                spec < 0 ? source : source.substring(0, spec),
                row.getInt(4) == 1,
                Optional.ofNullable(row.getString(13)),
                Optional.ofNullable(row.getString(14)),
                Optional.ofNullable(row.getString(15)),
                row.getString(12),
                Optional.ofNullable(row.getString(16)),
                Optional.ofNullable(row.getString(17)),
                row.getLong(3),
                spec < 0 ? Optional.empty() : Optional.of(source.substring(spec + 1)));
    }
}
