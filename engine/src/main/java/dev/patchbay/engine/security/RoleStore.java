package dev.patchbay.engine.security;

import dev.patchbay.engine.store.Tx;

import java.util.List;
import java.util.Optional;

/**
 * Keeps roles; the reserved and the configured ones are not here. Thread-safe; blocking. Whoever
 * writes raises {@link SecurityVersion} first, in the same transaction.
 */
public interface RoleStore {

    /** The role of this name. */
    Optional<Role> findRole(String name);

    /** The role of this name, as a transaction sees it. */
    Optional<Role> findRole(Tx tx, String name);

    /** All roles, by name in UTF-16 order. */
    List<Role> listRoles();

    /** Adds or replaces a role; true when it is new. */
    boolean putRole(Tx tx, Role role);

    /** Removes a role; false when there is none. */
    boolean deleteRole(Tx tx, String name);
}
