package dev.patchbay.engine.connector;

import dev.patchbay.engine.store.Tx;

import java.util.List;
import java.util.Optional;

/** Keeps sealed OAuth tokens, one per connector. Thread-safe; blocking. */
public interface TokenRowStore {

    /** The token of a connector. */
    Optional<TokenRow> findToken(String connectorId);

    /**
     * Up to {@code limit} tokens whose connector id is greater than {@code afterId}, by that id.
     */
    List<TokenRow> scanTokens(String afterId, int limit);

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
