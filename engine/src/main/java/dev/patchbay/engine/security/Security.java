package dev.patchbay.engine.security;

import dev.patchbay.engine.audit.AuditLog;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything of this package on one node, put together. Thread-safe; close it after the doors are
 * closed.
 */
public final class Security implements AutoCloseable {

    private static final int UUID_BYTES = 16;

    private final SecurityStores stores;
    private final IdSource ids;
    private final VersionWatch watch;
    private final Hasher hasher;
    private final CredentialAuthenticator authenticator;
    private final Rights rights;
    private final Users users;
    private final Roles roles;
    private final ApiKeys keys;
    private final FirstStart firstStart;

    /**
     * What an operator decides.
     *
     * @param users of kibana.yml
     * @param roles of kibana.yml
     * @param schemes lower case; {@code apikey} lets API keys in, Basic is always served
     * @param dataDirectory for the password of the first start
     * @param passwordCost of hashes that are made
     */
    public record Options(
            List<ConfiguredUser> users,
            List<Role> roles,
            Set<String> schemes,
            Path dataDirectory,
            PasswordCost passwordCost) {}

    /** Starts watching the security version; reads nothing else yet. */
    public Security(
            SecurityStores stores,
            Options options,
            OwnedRules rules,
            AuditLog audit,
            Clock clock,
            IdSource ids) {
        this.stores = stores;
        this.ids = ids;
        watch = new VersionWatch(stores.version(), clock);
        hasher = new Hasher(options.passwordCost(), ids);
        UserDirectory userDirectory = new UserDirectory(stores.users(), options.users());
        RoleDirectory roleDirectory = new RoleDirectory(stores.roles(), options.roles());
        InitialPasswordFile file = new InitialPasswordFile(options.dataDirectory(), ids);
        Fingerprints fingerprints = new Fingerprints(ids);
        PasswordChecker passwords = new PasswordChecker(stores, hasher, fingerprints, clock);
        authenticator =
                new CredentialAuthenticator(
                        watch,
                        userDirectory,
                        stores.keys(),
                        passwords,
                        fingerprints,
                        options.schemes(),
                        audit,
                        clock);
        rights = new Rights(watch, userDirectory, roleDirectory, stores.keys());
        users = new Users(stores, userDirectory, watch, hasher, rules, file, clock, ids);
        roles = new Roles(stores, roleDirectory, watch);
        keys = new ApiKeys(stores, roleDirectory, watch, clock, ids);
        firstStart = new FirstStart(stores, watch, hasher, file, ids);
    }

    /** Who calls. */
    public CredentialAuthenticator authenticator() {
        return authenticator;
    }

    /** What a caller may do. */
    public Rights rights() {
        return rights;
    }

    /** Users. */
    public Users users() {
        return users;
    }

    /** Roles. */
    public Roles roles() {
        return roles;
    }

    /** API keys. */
    public ApiKeys keys() {
        return keys;
    }

    /** The first start. */
    public FirstStart firstStart() {
        return firstStart;
    }

    /** The id of this server, the same on all nodes of one database; made at the first call. */
    public String clusterUuid() {
        ServerIdentity identity = stores.identity();
        Optional<String> known = identity.findClusterUuid();
        if (known.isEmpty()) {
            String candidate = KeySecrets.text(ids.bytes(UUID_BYTES));
            stores.work()
                    .write(tx -> {
                        identity.insertClusterUuid(tx, candidate);
                        return true;
                    });
            known = identity.findClusterUuid();
        }
        return known.orElseThrow();
    }

    /** Stops the threads. */
    @Override
    public void close() {
        watch.close();
        hasher.close();
    }
}
