package dev.patchbay.engine.security;

import dev.patchbay.engine.store.UnitOfWork;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads and writes roles (contract/security-and-spaces.md, sections 2 and 3.6). Asks for no right:
 * the doors do. Each call is one transaction and counts at once on this node. Thread-safe;
 * blocking.
 */
public final class Roles {

    private final RoleStore store;
    private final SecurityVersion version;
    private final UnitOfWork work;
    private final RoleDirectory directory;
    private final VersionWatch watch;

    Roles(SecurityStores stores, RoleDirectory directory, VersionWatch watch) {
        store = stores.roles();
        version = stores.version();
        work = stores.work();
        this.directory = directory;
        this.watch = watch;
    }

    /** The role of this name, wherever it lives. */
    public Optional<Role> find(String name) {
        return directory.find(name);
    }

    /** All roles by name in UTF-16 order. */
    public List<Role> list() {
        return directory.list();
    }

    /**
     * Adds or replaces a role.
     *
     * @param createOnly refuse when there is one: of several callers exactly one succeeds
     * @param merge from the stored descriptor (empty when there is none) to the new one; called in
     *     the transaction
     */
    public RoleChange put(
            String name, boolean createOnly, UnaryOperator<Optional<RoleDescriptor>> merge) {
        Optional<RoleChange> fixed = fixed(name);
        if (fixed.isPresent()) {
            return createOnly && directory.find(name).isPresent() ? RoleChange.EXISTS : fixed.get();
        }
        RoleChange result =
                work.write(tx -> {
                    version.raise(tx);
                    Optional<RoleDescriptor> before =
                            store.findRole(tx, name).map(Role::descriptor);
                    if (createOnly && before.isPresent()) {
                        return RoleChange.EXISTS;
                    }
                    RoleDescriptor after = merge.apply(before).orElseThrow();
                    return store.putRole(tx, new Role(name, after))
                            ? RoleChange.CREATED
                            : RoleChange.REPLACED;
                });
        watch.changed();
        return result;
    }

    /** Removes a role, also one that users still name. */
    public RoleChange delete(String name) {
        Optional<RoleChange> fixed = fixed(name);
        if (fixed.isPresent()) {
            return directory.find(name).isPresent() ? fixed.get() : RoleChange.UNKNOWN;
        }
        boolean deleted =
                work.write(tx -> {
                    version.raise(tx);
                    return store.deleteRole(tx, name);
                });
        watch.changed();
        return deleted ? RoleChange.DELETED : RoleChange.UNKNOWN;
    }

    private Optional<RoleChange> fixed(String name) {
        if (ReservedRoles.isReserved(name)) {
            return Optional.of(RoleChange.RESERVED);
        }
        return directory.isConfigured(name) ? Optional.of(RoleChange.CONFIGURED) : Optional.empty();
    }
}
