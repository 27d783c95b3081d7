package dev.patchbay.engine.security;

import dev.patchbay.engine.store.Tx;

/**
 * The counter that tells every node that users, roles or keys changed
 * (contract/security-and-spaces.md, D8). Thread-safe; blocking.
 */
public interface SecurityVersion {

    /** The counter as it is committed now. */
    long current();

    /**
     * Raises it. The first statement of each transaction that changes security: it also makes such
     * transactions wait for each other, on all nodes.
     */
    void raise(Tx tx);
}
