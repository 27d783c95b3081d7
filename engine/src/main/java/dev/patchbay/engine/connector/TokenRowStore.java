package dev.patchbay.engine.connector;

import dev.patchbay.engine.store.Tx;

import java.util.Optional;

/** Keeps sealed OAuth tokens, one per connector. Thread-safe; blocking. */
public interface TokenRowStore {

    /** The token of a connector. */
    Optional<TokenRow> findToken(String connectorId);

    /** Adds or replaces the token of a connector. */
    void putToken(Tx tx, TokenRow row);

    /**
     * Replaces the token of a connector when it is still sealed as {@code before} is; false
     * otherwise.
     */
    boolean replaceToken(Tx tx, TokenRow before, TokenRow after);

    /** Removes the token of a connector. */
    void deleteToken(Tx tx, String connectorId);
}
