package dev.patchbay.store.event;

import dev.patchbay.engine.eventlog.ExecutionRecord;

import java.util.Arrays;

/**
 * The place of a record in the order of the log.
 *
 * @param at microseconds since 1970
 * @param id compact
 */
record Position(long at, byte[] id) {

    static Position of(ExecutionRecord record) {
        return new Position(Day.micros(record.startedAt()), CompactId.bytes(record.id()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Position that && at == that.at && Arrays.equals(id, that.id);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(at) * 31 + Arrays.hashCode(id);
    }

    @Override
    public String toString() {
        return at + "/" + CompactId.text(id);
    }
}
