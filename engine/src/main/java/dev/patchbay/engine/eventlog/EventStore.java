package dev.patchbay.engine.eventlog;

import dev.patchbay.engine.store.Tx;

import java.time.Instant;
import java.util.List;

/** Keeps the records of attempts, partitioned by time. Thread-safe; blocking. */
public interface EventStore {

    /**
     * Adds records. May be called again with records of a transaction whose end nobody learned: a
     * record that is there already, by its id, is left alone.
     */
    void append(Tx tx, List<ExecutionRecord> records);

    /** Finds records, newest first. */
    List<ExecutionRecord> find(EventQuery query);

    /** Finds records by any condition, in any order, and counts all that fit. */
    EventSearch.Page search(EventSearch search);

    /** Per connector since a time: counts by outcome, last success and failure, last error. */
    List<ConnectorHealth> healthSince(Instant from);

    /** Number of records. */
    long count();

    /**
     * Drops whole partitions, which are days in UTC: those that end before {@code oldest}, and the
     * oldest ones while the log is larger than this. The day that runs stays.
     */
    void prune(Instant oldest, long largestBytes);
}
