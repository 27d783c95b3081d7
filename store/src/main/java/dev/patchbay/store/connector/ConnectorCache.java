package dev.patchbay.store.connector;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.patchbay.engine.connector.StoredConnector;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Connectors that were read lately, for a database that only this process writes. Thread-safe.
 *
 * <p>No value outlives a write: the stamp is taken before the database is read, a write raises it
 * after its commit and only then removes the entry, and an entry is added under the entry's lock
 * only while the stamp is the same. So a value that was read before the commit is either not added,
 * or added before the removal, which takes it away.
 */
final class ConnectorCache {

    private final AtomicLong stamp = new AtomicLong();
    private final Cache<String, StoredConnector> entries;

    /**
     * Empty.
     *
     * @param largest about how many bytes the entries take at most, without what is derived of them
     */
    ConnectorCache(long largest) {
        entries =
                Caffeine.newBuilder()
                        .maximumWeight(largest)
                        .weigher((String _, StoredConnector entry) -> entry.weight())
                        .build();
    }

    /** The entry, else what {@code read} finds. */
    Optional<StoredConnector> find(String id, Supplier<Optional<StoredConnector>> read) {
        StoredConnector entry = entries.getIfPresent(id);
        if (entry != null) {
            return Optional.of(entry);
        }
        long before = stamp.get();
        Optional<StoredConnector> found = read.get();
        found.ifPresent(connector -> add(connector, before));
        return found;
    }

    private void add(StoredConnector connector, long before) {
        entries.asMap()
                .compute(
                        connector.id(),
                        (_, present) -> stamp.get() == before ? connector : present);
    }

    /** These connectors were written, and the write is committed. */
    void written(Collection<String> ids) {
        stamp.incrementAndGet();
        entries.invalidateAll(ids);
    }
}
