package dev.patchbay.engine.connector;

import dev.patchbay.engine.store.Tx;
import dev.patchbay.engine.store.UnitOfWork;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The ports over maps: tests can change any record at any moment. */
final class MemoryStores implements ConnectorStore, TokenRowStore, UnitOfWork {

    private record Now() implements Tx {}

    final TreeMap<String, StoredConnector> connectors = new TreeMap<>();
    final TreeMap<String, TokenRow> tokens = new TreeMap<>();

    /** Runs before each transaction: another writer. */
    Runnable meanwhile = () -> {};

    int transactions;
    int largestScan;

    @Override
    public <T> T write(Function<Tx, T> work) {
        meanwhile.run();
        transactions++;
        return work.apply(new Now());
    }

    @Override
    public Optional<StoredConnector> find(String spaceId, String id) {
        return Optional.ofNullable(connectors.get(id));
    }

    @Override
    public List<StoredConnector> list(String spaceId) {
        return List.copyOf(connectors.values());
    }

    @Override
    public List<StoredConnector> scan(String afterId, int limit) {
        List<StoredConnector> found =
                connectors.tailMap(afterId, false).values().stream().limit(limit).toList();
        largestScan = Math.max(largestScan, found.size());
        return found;
    }

    @Override
    public List<StoredConnector> findAll(Collection<String> ids) {
        return connectors.values().stream().filter(each -> ids.contains(each.id())).toList();
    }

    @Override
    public Map<String, String> origins(String spaceId) {
        return Map.of();
    }

    @Override
    public void setOrigin(Tx tx, String id, String originId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean insert(Tx tx, StoredConnector connector) {
        return connectors.putIfAbsent(connector.id(), connector) == null;
    }

    @Override
    public boolean update(Tx tx, StoredConnector connector) {
        StoredConnector stored = connectors.get(connector.id());
        if (stored == null || stored.version() != connector.version() - 1) {
            return false;
        }
        connectors.put(connector.id(), connector);
        return true;
    }

    @Override
    public boolean delete(Tx tx, String spaceId, String id) {
        return connectors.remove(id) != null;
    }

    @Override
    public void deleteSpace(Tx tx, String spaceId) {
        connectors.clear();
    }

    @Override
    public Optional<TokenRow> findToken(String connectorId) {
        return Optional.ofNullable(tokens.get(connectorId));
    }

    @Override
    public List<TokenRow> scanTokens(String afterId, int limit) {
        return tokens.tailMap(afterId, false).values().stream().limit(limit).toList();
    }

    @Override
    public void putToken(Tx tx, TokenRow row) {
        tokens.put(row.connectorId(), row);
    }

    @Override
    public boolean replaceToken(Tx tx, TokenRow before, TokenRow after) {
        TokenRow stored = tokens.get(before.connectorId());
        if (stored == null || !Arrays.equals(stored.sealedToken(), before.sealedToken())) {
            return false;
        }
        tokens.put(after.connectorId(), after);
        return true;
    }

    @Override
    public void deleteToken(Tx tx, String connectorId) {
        tokens.remove(connectorId);
    }
}
