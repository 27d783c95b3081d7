package dev.patchbay.engine.security;

import dev.patchbay.engine.store.Tx;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps API keys. Thread-safe; blocking. */
public interface ApiKeyStore {

    /** The key of this id. */
    Optional<ApiKey> findKey(String id);

    /** The key of this id, as a transaction sees it. */
    Optional<ApiKey> findKey(Tx tx, String id);

    /** All keys, by creation, then by id. */
    List<ApiKey> listKeys();

    /** All keys, as a transaction sees them. */
    List<ApiKey> listKeys(Tx tx);

    /** The keys of an owner, as a transaction sees them. */
    List<ApiKey> listKeysOf(Tx tx, String ownerId);

    /** Adds a key. Nothing that is cached can depend on it, so the version may stay. */
    void insertKey(Tx tx, ApiKey key);

    /** Replaces a key; {@link SecurityVersion} was raised before in the transaction. */
    void updateKey(Tx tx, ApiKey key);

    /** Removes keys that were invalidated or expired before {@code limit}. */
    void deleteFinishedKeys(Tx tx, Instant limit);
}
