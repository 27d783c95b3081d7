package dev.patchbay.engine.eventlog;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which records, in which order, and which part of them.
 *
 * @param from inclusive, of the start
 * @param to inclusive, of the start
 * @param spaces any of these; not empty
 * @param condition what the store decides; records about which it cannot tell are among them
 * @param rest decides about each record where the condition does not; empty = it does
 * @param order by the first, equal ones by the next; then the newest first
 * @param offset 0–10 000
 * @param limit 0–10 000
 */
public record EventSearch(
        Instant from,
        Instant to,
        List<String> spaces,
        EventCondition condition,
        Optional<Predicate<ExecutionRecord>> rest,
        List<Order> order,
        int offset,
        int limit) {

    public EventSearch {
        spaces = List.copyOf(spaces);
        order = List.copyOf(order);
    }

    /** A field to order by. */
    public record Order(Field field, boolean ascending) {}

    /** What records are ordered by. */
    public enum Field {
        START,
        DURATION
    }

    /** How many there are, and the part that was asked for. */
    public record Page(long successes, long failures, List<ExecutionRecord> records) {

        /** How many there are. */
        public long total() {
            return successes + failures;
        }
    }

    /** The order without its end, which is the store's. */
    public Comparator<ExecutionRecord> comparator() {
        Comparator<ExecutionRecord> comparator = (_, _) -> 0;
        for (Order each : order) {
            Comparator<ExecutionRecord> next =
                    switch (each.field()) {
                        case START -> Comparator.comparing(ExecutionRecord::startedAt);
                        case DURATION -> Comparator.comparingLong(ExecutionRecord::durationNanos);
                    };
            comparator = comparator.thenComparing(each.ascending() ? next : next.reversed());
        }
        return comparator;
    }
}
