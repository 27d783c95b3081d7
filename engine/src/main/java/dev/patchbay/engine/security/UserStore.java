package dev.patchbay.engine.security;

import dev.patchbay.engine.store.Tx;

import java.util.List;
import java.util.Optional;

/**
 * Keeps users; those of kibana.yml are not here. Thread-safe; blocking. Whoever writes raises
 * {@link SecurityVersion} first, in the same transaction.
 */
public interface UserStore {

    /** The user of this name. */
    Optional<User> findUser(String name);

    /** The user of this name, as a transaction sees it. */
    Optional<User> findUser(Tx tx, String name);

    /** All users, by name in UTF-16 order. */
    List<User> listUsers();

    /** All users, as a transaction sees them. */
    List<User> listUsers(Tx tx);

    /** Adds or replaces a user. */
    void putUser(Tx tx, User user);

    /** Removes a user; false when there is none. */
    boolean deleteUser(Tx tx, String name);
}
