package dev.patchbay.store.event;

import dev.patchbay.engine.eventlog.ExecutionRecord;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * What the records of a connector that one caller runs have in common. Immutable.
 *
 * @param source with the hash of the text that described the type, as {@link EventRows#source}
 */
record EventSubject(
        String connectorId,
        String connectorName,
        String typeId,
        boolean preconfigured,
        String spaceId,
        String source,
        String userName,
        Optional<String> apiKeyId,
        Optional<String> apiKeyName) {

    static EventSubject of(ExecutionRecord record) {
        return new EventSubject(
                record.connectorId(),
                record.connectorName(),
                record.typeId(),
                record.preconfigured(),
                record.spaceId(),
                EventRows.source(record),
                record.userName(),
                record.apiKeyId(),
                record.apiKeyName());
    }

    /** As columns, in the order in which {@link SqliteDays} adds them. */
    @Nullable Object[] values() {
        return new @Nullable Object[] {
            CompactId.bytes(connectorId),
            connectorName,
            typeId,
            preconfigured ? 1 : 0,
            spaceId,
            source,
            userName,
            apiKeyId.orElse(null),
            apiKeyName.orElse(null)
        };
    }

    /** Of what tells most subjects apart: each text more is one more place in memory. */
    @Override
    public int hashCode() {
        return 31 * (31 * connectorId.hashCode() + userName.hashCode()) + apiKeyId.hashCode();
    }
}
