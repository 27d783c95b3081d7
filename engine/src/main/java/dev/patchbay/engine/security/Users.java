package dev.patchbay.engine.security;

import dev.patchbay.engine.security.UserChange.Done;
import dev.patchbay.engine.security.UserChange.Reason;
import dev.patchbay.engine.security.UserChange.Refused;
import dev.patchbay.engine.security.UserDraft.NewPassword;
import dev.patchbay.engine.store.Tx;
import dev.patchbay.engine.store.UnitOfWork;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads and writes users (contract/security-and-spaces.md, section 3.3). Asks for no right: the
 * doors do. Each call is one transaction and counts at once on this node. Thread-safe; blocking.
 */
public final class Users {

    private final UserStore store;
    private final ApiKeyStore keys;
    private final SecurityVersion version;
    private final UnitOfWork work;
    private final UserDirectory directory;
    private final VersionWatch watch;
    private final Hasher hasher;
    private final OwnedRules rules;
    private final InitialPasswordFile initialPassword;
    private final Clock clock;
    private final IdSource ids;

    Users(
            SecurityStores stores,
            UserDirectory directory,
            VersionWatch watch,
            Hasher hasher,
            OwnedRules rules,
            InitialPasswordFile initialPassword,
            Clock clock,
            IdSource ids) {
        store = stores.users();
        keys = stores.keys();
        version = stores.version();
        work = stores.work();
        this.directory = directory;
        this.watch = watch;
        this.hasher = hasher;
        this.rules = rules;
        this.initialPassword = initialPassword;
        this.clock = clock;
        this.ids = ids;
    }

    /** The user of this name, wherever it lives. */
    public Optional<User> find(String name) {
        return directory.find(name);
    }

    /** The user that a caller is (the owner of its key). */
    public Optional<User> find(Caller caller) {
        return directory.find(caller.username(), caller.userId());
    }

    /** All users by name. */
    public List<User> list() {
        return directory.list();
    }

    /** Adds or replaces a user; an absent password stays. */
    public UserChange put(UserDraft draft) {
        Optional<Reason> fixed = fixed(draft.name());
        if (fixed.isPresent()) {
            return new Refused(fixed.get());
        }
        Optional<Credential> given = Optional.empty();
        if (draft.password().isPresent()) {
            given = credential(draft.password().get());
            if (given.isEmpty()) {
                return new Refused(Reason.BUSY);
            }
        }
        Optional<Credential> credential = given;
        return change(tx -> put(tx, draft, credential));
    }

    private UserChange put(Tx tx, UserDraft draft, Optional<Credential> given) {
        Optional<User> before = store.findUser(tx, draft.name());
        Optional<Credential> credential = given.or(() -> before.map(User::credential));
        if (credential.isEmpty()) {
            return new Refused(Reason.PASSWORD_NEEDED);
        }
        User after =
                new User(
                        draft.name(),
                        before.map(User::id).orElseGet(ids::uuid),
                        credential.get(),
                        draft.roles(),
                        draft.fullName(),
                        draft.email(),
                        draft.metadata(),
                        draft.enabled(),
                        User.Origin.STORED);
        if (before.isPresent() && leavesNoAdministrator(tx, before.get(), Optional.of(after))) {
            return new Refused(Reason.LAST_ADMINISTRATOR);
        }
        store.putUser(tx, after);
        boolean disabled = before.map(User::enabled).orElse(false) && !after.enabled();
        return new Done(before.isEmpty(), disabled ? rules.of(after.id()) : List.of());
    }

    /** Sets a password; that of {@code elastic} too. */
    public UserChange changePassword(String name, NewPassword password) {
        if (directory.isConfigured(name)) {
            return new Refused(Reason.CONFIGURED);
        }
        Optional<Credential> credential = credential(password);
        if (credential.isEmpty()) {
            return new Refused(Reason.BUSY);
        }
        UserChange result =
                change(tx -> {
                    Optional<User> user = store.findUser(tx, name);
                    if (user.isEmpty()) {
                        return new Refused(Reason.UNKNOWN);
                    }
                    store.putUser(tx, user.get().withCredential(credential.get()));
                    return new Done(false, List.of());
                });
        if (result instanceof Done && name.equals(User.ELASTIC)) {
            initialPassword.delete();
        }
        return result;
    }

    /** Enables or disables another user. */
    public UserChange setEnabled(Caller caller, String name, boolean enabled) {
        if (caller.username().equals(name)) {
            return new Refused(Reason.OWN_ACCOUNT);
        }
        if (directory.isConfigured(name)) {
            return new Refused(Reason.CONFIGURED);
        }
        return change(tx -> {
            Optional<User> user = store.findUser(tx, name);
            if (user.isEmpty()) {
                return new Refused(Reason.UNKNOWN);
            }
            User after = user.get().withEnabled(enabled);
            if (leavesNoAdministrator(tx, user.get(), Optional.of(after))) {
                return new Refused(Reason.LAST_ADMINISTRATOR);
            }
            store.putUser(tx, after);
            return new Done(false, enabled ? List.of() : rules.of(after.id()));
        });
    }

    /** Removes a user and invalidates the user's keys. */
    public UserChange delete(String name) {
        if (name.equals(User.ELASTIC)) {
            return new Refused(Reason.RESERVED);
        }
        if (directory.isConfigured(name)) {
            return new Refused(Reason.CONFIGURED);
        }
        return change(tx -> {
            Optional<User> user = store.findUser(tx, name);
            if (user.isEmpty()) {
                return new Refused(Reason.UNKNOWN);
            }
            if (leavesNoAdministrator(tx, user.get(), Optional.empty())) {
                return new Refused(Reason.LAST_ADMINISTRATOR);
            }
            List<String> orphans = rules.of(user.get().id());
            Instant now = clock.now();
            for (ApiKey key : keys.listKeysOf(tx, user.get().id())) {
                if (key.invalidatedAt().isEmpty()) {
                    keys.updateKey(tx, key.invalidated(now));
                }
            }
            store.deleteUser(tx, name);
            return new Done(false, orphans);
        });
    }

    /** The version is raised first: it makes writers wait, so that what they read stays true. */
    private UserChange change(Function<Tx, UserChange> write) {
        UserChange result =
                work.write(tx -> {
                    version.raise(tx);
                    return write.apply(tx);
                });
        watch.changed();
        return result;
    }

    private boolean leavesNoAdministrator(Tx tx, User before, Optional<User> after) {
        return before.isEnabledSuperuser()
                && after.filter(User::isEnabledSuperuser).isEmpty()
                && directory.list(tx).stream()
                        .noneMatch(user ->
                                user.isEnabledSuperuser() && !user.name().equals(before.name()));
    }

    private Optional<Reason> fixed(String name) {
        if (directory.isConfigured(name)) {
            return Optional.of(Reason.CONFIGURED);
        }
        if (Names.isReservedUser(name)) {
            return Optional.of(Reason.RESERVED);
        }
        return Names.isInternalUser(name) ? Optional.of(Reason.INTERNAL) : Optional.empty();
    }

    private Optional<Credential> credential(NewPassword password) {
        return switch (password) {
            case NewPassword.Clear(var clear) -> hasher.hash(clear);
            case NewPassword.Hashed(var hash) -> Optional.of(new Credential.Hash(hash));
        };
    }
}
