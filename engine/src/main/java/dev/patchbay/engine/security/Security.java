package dev.patchbay.engine.security;

import dev.patchbay.engine.audit.AuditLog;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Everything of this package on one node, put together. Thread-safe; close it after the doors are
 * closed.
 */
public final class Security implements AutoCloseable {

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
     */
    public record Options(
            List<ConfiguredUser> users,
            List<Role> roles,
            Set<String> schemes,
            Path dataDirectory) {}

    /** Starts watching the security version; reads nothing else yet. */
    public Security(
            SecurityStores stores,
            Options options,
            OwnedRules rules,
            AuditLog audit,
            Clock clock,
            IdSource ids) {
        watch = new VersionWatch(stores.version(), clock);
        hasher = new Hasher(ids);
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

    /** Stops the threads. */
    @Override
    public void close() {
        watch.close();
        hasher.close();
    }
}
