package dev.patchbay.store.event;

import dev.patchbay.engine.eventlog.EventStore;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.store.sql.Sql;

/** Makes the event log of a database. Stateless. */
public final class EventStores {

    private EventStores() {}

    /** Over this database. */
    public static EventStore of(Sql sql, SqlEventOutbox outbox, Clock clock) {
        return switch (sql.dialect()) {
            case SQLITE -> new SqliteEventStore(sql, outbox, clock);
            case POSTGRES -> new PostgresEventStore(sql, outbox, clock);
        };
    }
}
