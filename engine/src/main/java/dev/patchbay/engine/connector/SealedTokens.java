package dev.patchbay.engine.connector;

import dev.patchbay.engine.secret.KeyRing;
import dev.patchbay.engine.secret.Opened;
import dev.patchbay.engine.store.Tx;

import java.util.List;
import java.util.Optional;

/** Tokens under rotation. */
final class SealedTokens implements SealedRecords<TokenRow> {

    private final TokenRowStore store;
    private final TokenSeal seal;

    SealedTokens(TokenRowStore store, KeyRing ring) {
        this.store = store;
        this.seal = new TokenSeal(ring);
    }

    @Override
    public String type() {
        return "connector_token";
    }

    @Override
    public String id(TokenRow row) {
        return row.connectorId();
    }

    @Override
    public List<TokenRow> scan(String afterId, int limit) {
        return store.scanTokens(afterId, limit);
    }

    @Override
    public Optional<TokenRow> again(TokenRow row) {
        return store.findToken(row.connectorId());
    }

    @Override
    public Need<TokenRow> need(TokenRow row) {
        return switch (seal.open(row)) {
            case Opened.Unreadable unreadable -> new Need.Impossible<>(unreadable.why());
            case Opened.Value value ->
                    value.primary()
                            ? new Need.Nothing<>()
                            : new Need.Replacement<>(row, sealedAnew(row, value));
        };
    }

    private TokenRow sealedAnew(TokenRow row, Opened.Value value) {
        return seal.seal(row.connectorId(), value.bytes(), row.createdAt(), row.expiresAt());
    }

    @Override
    public boolean replace(Tx tx, TokenRow before, TokenRow after) {
        return store.replaceToken(tx, before, after);
    }
}
