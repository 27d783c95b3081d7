package dev.patchbay.engine.security;

import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.IdSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Creates {@code elastic} when the database has no user (contract/security-and-spaces.md, D11). Of
 * several nodes on one database exactly one does it. Blocking.
 */
public final class FirstStart {

    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);

    private final SecurityStores stores;
    private final VersionWatch watch;
    private final Hasher hasher;
    private final InitialPasswordFile file;
    private final IdSource ids;

    FirstStart(
            SecurityStores stores,
            VersionWatch watch,
            Hasher hasher,
            InitialPasswordFile file,
            IdSource ids) {
        this.stores = stores;
        this.watch = watch;
        this.hasher = hasher;
        this.file = file;
        this.ids = ids;
    }

    /**
     * Runs once at the start of the server.
     *
     * @param given {@code patchbay.security.initialPassword} or {@code ELASTIC_PASSWORD}: then no
     *     file is written
     * @return the password that was made up, for a terminal and nothing else; empty when there were
     *     users already or another node was first, or when the password was given
     */
    public Optional<Secret> run(Optional<Secret> given) {
        if (!stores.users().listUsers().isEmpty()) {
            return Optional.empty();
        }
        Secret password = given.orElseGet(() -> RandomPasswords.create(ids));
        Credential credential =
                hasher.hash(password)
                        .orElseThrow(() -> new IllegalStateException("no password was hashed"));
        boolean created;
        AtomicBoolean written = new AtomicBoolean();
        try {
            created =
                    create(
                            credential,
                            given.isEmpty() ? Optional.of(password) : Optional.empty(),
                            written);
        } catch (RuntimeException e) {
            if (written.get()) {
                file.delete();
            }
            throw e;
        }
        watch.changed();
        if (!created) {
            return Optional.empty();
        }
        if (given.isPresent()) {
            LOG.info("the user elastic was created with the configured password");
            return Optional.empty();
        }
        LOG.info("the user elastic was created; its password is in the file {}", file.path());
        return Optional.of(password);
    }

    private boolean create(Credential credential, Optional<Secret> toFile, AtomicBoolean written) {
        return stores.work()
                .write(tx -> {
                    stores.version().raise(tx);
                    if (!stores.users().listUsers(tx).isEmpty()) {
                        return false;
                    }
                    stores.users().putUser(tx, elastic(credential));
                    toFile.ifPresent(secret -> {
                        file.write(secret);
                        written.set(true);
                    });
                    return true;
                });
    }

    private User elastic(Credential credential) {
        return new User(
                User.ELASTIC,
                ids.uuid(),
                credential,
                List.of(User.SUPERUSER),
                Optional.empty(),
                Optional.empty(),
                Json.object(),
                true,
                User.Origin.RESERVED);
    }

    /**
     * Deletes this node's file when its password was changed on another node. Hashes, so it is for
     * after the start; what goes wrong is logged, and the next start looks again.
     */
    public void deleteStaleFile() {
        Optional<Secret> said = file.read();
        if (said.isEmpty()) {
            return;
        }
        try {
            Optional<User> elastic = stores.users().findUser(User.ELASTIC);
            // Where too much waits for the hasher there is no answer, and the file stays.
            boolean mayBeTrue =
                    elastic.isPresent()
                            && hasher.verify(said.get().reveal(), elastic.get().credential())
                                    .orElse(true);
            if (!mayBeTrue) {
                file.delete();
            }
        } catch (StoreUnavailableException e) {
            LOG.warn("{} may hold an older password: {}", file.path(), e.getMessage());
        }
    }
}
