package dev.patchbay.engine.security;

import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.IdSource;

import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code patchbay reset-password}: sets a password with nothing but the database and the data
 * directory (contract/security-and-spaces.md, D11). Running nodes notice within a second. Blocking.
 */
public final class PasswordReset {

    private final SecurityStores stores;
    private final InitialPasswordFile file;
    private final IdSource ids;

    /**
     * On these stores.
     *
     * @param dataDirectory where the file of the first start lies
     */
    public PasswordReset(SecurityStores stores, Path dataDirectory, IdSource ids) {
        this.stores = stores;
        this.file = new InitialPasswordFile(dataDirectory, ids);
        this.ids = ids;
    }

    /**
     * Sets the password of a stored user and enables the user.
     *
     * @param wanted empty = one is made up
     * @return the new password; empty when there is no such user
     * @throws IllegalArgumentException when the wanted password is shorter than {@link
     *     Names#SHORTEST_PASSWORD} or longer than {@link Names#LONGEST_PASSWORD}
     */
    public Optional<Secret> reset(String name, Optional<Secret> wanted) {
        Secret password = wanted.orElseGet(() -> RandomPasswords.create(ids));
        int length = password.reveal().length();
        if (length < Names.SHORTEST_PASSWORD || length > Names.LONGEST_PASSWORD) {
            throw new IllegalArgumentException("a password has 6 to 1024 characters");
        }
        Credential credential =
                new Credential.Hash(
                        new Secret(
                                PasswordHashes.create(
                                        password.reveal(),
                                        ids.bytes(PasswordHashes.saltBytes()),
                                        PasswordCost.STANDARD)));
        boolean found =
                stores.work()
                        .write(tx -> {
                            stores.version().raise(tx);
                            Optional<User> user = stores.users().findUser(tx, name);
                            user.map(old -> old.withCredential(credential))
                                    .map(old -> old.withEnabled(true))
                                    .ifPresent(now -> stores.users().putUser(tx, now));
                            return user.isPresent();
                        });
        if (found && name.equals(User.ELASTIC)) {
            file.delete();
        }
        return found ? Optional.of(password) : Optional.empty();
    }
}
