package dev.patchbay.net;

import dev.patchbay.sdk.oauth.TokenStore;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A token store in memory that can be made to fail. */
final class MemoryTokens implements TokenStore {

    final Map<String, StoredToken> tokens = new ConcurrentHashMap<>();
    volatile boolean failing;

    @Override
    public Optional<StoredToken> find(String connectorId) {
        fail();
        return Optional.ofNullable(tokens.get(connectorId));
    }

    @Override
    public void put(String connectorId, StoredToken token) {
        fail();
        tokens.put(connectorId, token);
    }

    @Override
    public void remove(String connectorId) {
        fail();
        tokens.remove(connectorId);
    }

    private void fail() {
        if (failing) {
            throw new IllegalStateException("the database is down");
        }
    }
}
