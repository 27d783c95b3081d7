package dev.patchbay.store.event;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.patchbay.engine.eventlog.ExecutionRecord;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Remembers where pages ended. Ids have no index, because random keys would make each record dirty
 * a page of its own; who asks for the next page is found here, others by a scan. Thread-safe.
 */
final class Positions {

    private static final int REMEMBERED = 10_000;

    /** Oldest first, as the databases order the key. */
    static final Comparator<ExecutionRecord> ORDER =
            Comparator.comparing(
                    Position::of,
                    Comparator.comparingLong(Position::at)
                            .thenComparing(Position::id, Arrays::compareUnsigned));

    private final Cache<String, Position> ends =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Optional<Position> find(String id, Supplier<Optional<Position>> scan) {
        Position known = ends.getIfPresent(id);
        return known == null ? scan.get() : Optional.of(known);
    }

    List<ExecutionRecord> remember(List<ExecutionRecord> page) {
        if (!page.isEmpty()) {
            ends.put(page.getLast().id(), Position.of(page.getLast()));
        }
        return page;
    }
}
