package dev.patchbay.engine.connector;

import dev.patchbay.engine.secret.KeyRing;
import dev.patchbay.engine.secret.Opened.Unreadable;
import dev.patchbay.engine.secret.Opened.Value;
import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.engine.store.UnitOfWork;
import dev.patchbay.sdk.oauth.TokenStore;
import dev.patchbay.sdk.secret.Secret;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * OAuth tokens, sealed (contract/connectors-messaging-webhook.md, section 1.7). Thread-safe;
 * blocking; throws {@link StoreUnavailableException} as the rows do.
 */
public final class SealedTokenStore implements TokenStore {

    private static final Logger LOG = LoggerFactory.getLogger(SealedTokenStore.class);

    private final TokenRowStore rows;
    private final UnitOfWork work;
    private final TokenSeal seal;

    /** Over rows, with the keys of a ring. */
    public SealedTokenStore(TokenRowStore rows, UnitOfWork work, KeyRing ring) {
        this.rows = rows;
        this.work = work;
        this.seal = new TokenSeal(ring);
    }

    /** A token that cannot be read is removed, so that the next one is fetched and stored. */
    @Override
    public Optional<StoredToken> find(String connectorId) {
        return rows.findToken(connectorId).flatMap(this::open);
    }

    private Optional<StoredToken> open(TokenRow row) {
        return switch (seal.open(row)) {
            case Value value ->
                    Optional.of(
                            new StoredToken(
                                    new Secret(new String(value.bytes(), StandardCharsets.UTF_8)),
                                    row.createdAt(),
                                    row.expiresAt()));
            case Unreadable unreadable -> {
                LOG.warn(
                        "the token of connector {} cannot be read and is removed: {}",
                        row.connectorId(),
                        unreadable.why());
                removeQuietly(row.connectorId());
                yield Optional.empty();
            }
        };
    }

    private void removeQuietly(String connectorId) {
        try {
            remove(connectorId);
        } catch (StoreUnavailableException e) {
            LOG.warn("the token of connector {} could not be removed", connectorId, e);
        }
    }

    @Override
    public void put(String connectorId, StoredToken token) {
        TokenRow row =
                seal.seal(
                        connectorId,
                        token.authorization().reveal().getBytes(StandardCharsets.UTF_8),
                        token.createdAt(),
                        token.expiresAt());
        work.write(tx -> {
            rows.putToken(tx, row);
            return true;
        });
    }

    @Override
    public void remove(String connectorId) {
        work.write(tx -> {
            rows.deleteToken(tx, connectorId);
            return true;
        });
    }
}
