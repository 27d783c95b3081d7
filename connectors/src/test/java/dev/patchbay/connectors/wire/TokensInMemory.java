package dev.patchbay.connectors.wire;

import dev.patchbay.sdk.oauth.TokenStore;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps tokens as long as a test. */
final class TokensInMemory implements TokenStore {

    private final Map<String, StoredToken> tokens = new ConcurrentHashMap<>();

    @Override
    public Optional<StoredToken> find(String connectorId) {
        return Optional.ofNullable(tokens.get(connectorId));
    }

    @Override
    public void put(String connectorId, StoredToken token) {
        tokens.put(connectorId, token);
    }

    @Override
    public void remove(String connectorId) {
        tokens.remove(connectorId);
    }
}
