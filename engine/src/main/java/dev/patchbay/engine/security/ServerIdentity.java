package dev.patchbay.engine.security;

import dev.patchbay.engine.store.Tx;

import java.util.Optional;

/**
 * Keeps the id that all nodes on one database share for ever (contract/security-and-spaces.md, D1).
 * Thread-safe; blocking.
 */
public interface ServerIdentity {

    /** The id, once there is one. */
    Optional<String> findClusterUuid();

    /** Sets the id unless there is one. */
    void insertClusterUuid(Tx tx, String uuid);
}
