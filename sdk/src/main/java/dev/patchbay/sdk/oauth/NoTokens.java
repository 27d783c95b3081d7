package dev.patchbay.sdk.oauth;

import java.util.Optional;

/** Forgets everything. */
final class NoTokens implements TokenStore {

    @Override
    public Optional<StoredToken> find(String connectorId) {
        return Optional.empty();
    }

    @Override
    public void put(String connectorId, StoredToken token) {}

    @Override
    public void remove(String connectorId) {}
}
