package dev.patchbay.engine.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The {@link Authorizer}: rights as they are now, cached under the security version
 * (contract/security-and-spaces.md, section 5 and D4). A key may do what its own descriptors, the
 * snapshot of its owner's roles and the owner's roles now all allow. Thread-safe.
 */
public final class Rights implements Authorizer {

    private static final int MOST_CACHED = 10_000;

    /** What is computed for one caller; everything in {@code all} must allow. */
    private record Effective(
            long version, List<Grants> all, Set<String> roles, List<String> missingRoles) {}

    private final VersionWatch watch;
    private final UserDirectory users;
    private final RoleDirectory roles;
    private final ApiKeyStore keys;
    private final Cache<String, Effective> cache =
            Caffeine.newBuilder().maximumSize(MOST_CACHED).executor(Runnable::run).build();

    Rights(VersionWatch watch, UserDirectory users, RoleDirectory roles, ApiKeyStore keys) {
        this.watch = watch;
        this.users = users;
        this.roles = roles;
        this.keys = keys;
    }

    @Override
    public boolean may(Caller caller, Right right, String spaceId) {
        for (Grants grants : effective(caller).all()) {
            if (!grants.allows(right, spaceId)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the caller has a cluster privilege. */
    public boolean may(Caller caller, ClusterPrivilege privilege) {
        return effective(caller).all().stream().allMatch(grants -> grants.allows(privilege));
    }

    /** Whether the caller has a cluster privilege of any name. */
    public boolean mayCluster(Caller caller, String name) {
        return effective(caller).all().stream().allMatch(grants -> grants.allowsCluster(name));
    }

    /** Whether the caller has an application privilege on a resource. */
    public boolean mayApplication(
            Caller caller, String application, String privilege, String resource) {
        return effective(caller).all().stream()
                .allMatch(grants -> grants.allowsApplication(application, privilege, resource));
    }

    /** Whether the caller's roles name an index privilege: information only. */
    public boolean mayIndex(Caller caller, String index, String privilege) {
        return effective(caller).all().stream()
                .allMatch(grants -> grants.allowsIndex(index, privilege));
    }

    @Override
    public Set<String> roles(Caller caller) {
        return effective(caller).roles();
    }

    /** The caller's roles for the text of a refusal. */
    public Standing standing(Caller caller) {
        Effective effective = effective(caller);
        return new Standing(
                List.copyOf(new TreeSet<>(effective.roles())),
                List.copyOf(new TreeSet<>(effective.missingRoles())));
    }

    /** The descriptors of the caller's (the key owner's) roles, by name. */
    public Map<String, RoleDescriptor> descriptors(Caller caller) {
        return users.find(caller.username(), caller.userId())
                .map(user -> roles.descriptors(user.roles()))
                .orElse(Map.of());
    }

    private Effective effective(Caller caller) {
        long version = watch.current();
        String name = caller.apiKey().map(key -> "k:" + key.id()).orElse("u:" + caller.userId());
        Effective cached = cache.getIfPresent(name);
        if (cached != null && cached.version() == version) {
            return cached;
        }
        Effective computed = compute(caller, version);
        cache.put(name, computed);
        return computed;
    }

    private Effective compute(Caller caller, long version) {
        Optional<User> owner = users.find(caller.username(), caller.userId()).filter(User::enabled);
        List<String> assigned = owner.map(User::roles).orElse(List.of());
        Map<String, RoleDescriptor> live = roles.descriptors(assigned);
        List<Grants> all = new ArrayList<>();
        all.add(new Grants(live.values()));
        if (caller.apiKey().isPresent()) {
            Optional<ApiKey> key = keys.findKey(caller.apiKey().get().id());
            all.add(new Grants(key.map(ApiKey::limitedBy).orElse(Map.of()).values()));
            key.map(ApiKey::descriptors)
                    .filter(own -> !own.isEmpty())
                    .ifPresent(own -> all.add(new Grants(own.values())));
        }
        List<String> missing =
                assigned.stream().filter(role -> !live.containsKey(role)).distinct().toList();
        return new Effective(version, all, Set.copyOf(live.keySet()), missing);
    }
}
