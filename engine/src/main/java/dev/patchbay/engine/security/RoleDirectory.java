package dev.patchbay.engine.security;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All roles: reserved, then those of kibana.yml, then the stored ones. Thread-safe. */
final class RoleDirectory {

    private final RoleStore store;
    private final Map<String, Role> fixed = new LinkedHashMap<>();

    RoleDirectory(RoleStore store, List<Role> configured) {
        this.store = store;
        for (Role role : configured) {
            var metadata = role.descriptor().metadata().deepCopy().put("_reserved", true);
            fixed.put(role.name(), new Role(role.name(), role.descriptor().withMetadata(metadata)));
        }
        fixed.putAll(ReservedRoles.ROLES);
    }

    Optional<Role> find(String name) {
        Role role = fixed.get(name);
        return role != null ? Optional.of(role) : store.findRole(name);
    }

    /** Whether the role is in kibana.yml. */
    boolean isConfigured(String name) {
        return fixed.containsKey(name) && !ReservedRoles.isReserved(name);
    }

    List<Role> list() {
        List<Role> all = new ArrayList<>(fixed.values());
        store.listRoles().stream()
                .filter(role -> !fixed.containsKey(role.name()))
                .forEach(all::add);
        all.sort(Comparator.comparing(Role::name));
        return all;
    }

    /** The descriptors of those roles that exist, by name, in the order of {@code names}. */
    Map<String, RoleDescriptor> descriptors(List<String> names) {
        Map<String, RoleDescriptor> found = new LinkedHashMap<>();
        for (String name : names) {
            find(name).ifPresent(role -> found.put(name, role.descriptor()));
        }
        return found;
    }
}
