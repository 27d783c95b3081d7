package dev.patchbay.sdk.oauth;

import dev.patchbay.sdk.secret.Secret;

import java.time.Instant;
import java.util.Optional;

/** Keeps access tokens, encrypted, over restarts and nodes. Thread-safe; blocking. */
public interface TokenStore {

    /** Keeps nothing: for callers whose requests need no token. */
    TokenStore NONE = new NoTokens();

    /**
     * A stored token.
     *
     * @param authorization the full header value
     * @param createdAt when the token was asked for
     * @param expiresAt empty = never
     */
    record StoredToken(Secret authorization, Instant createdAt, Optional<Instant> expiresAt) {}

    /** The token of a connector; empty when there is none or it cannot be read. */
    Optional<StoredToken> find(String connectorId);

    /** Replaces the token of a connector. */
    void put(String connectorId, StoredToken token);

    /** Removes the tokens of a connector. */
    void remove(String connectorId);
}
