package dev.patchbay.engine.security;

import dev.patchbay.engine.store.Tx;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All users: those of kibana.yml before the stored ones. Thread-safe. */
final class UserDirectory {

    private final UserStore store;
    private final Map<String, User> configured = new LinkedHashMap<>();

    UserDirectory(UserStore store, List<ConfiguredUser> configured) {
        this.store = store;
        configured.forEach(user -> this.configured.put(user.name(), user.toUser()));
    }

    Optional<User> find(String name) {
        User user = configured.get(name);
        return user != null ? Optional.of(user) : store.findUser(name);
    }

    /** The user who is meant by an internal id: not a later one of the same name. */
    Optional<User> find(String name, String id) {
        return find(name).filter(user -> user.id().equals(id));
    }

    boolean isConfigured(String name) {
        return configured.containsKey(name);
    }

    List<User> list() {
        return merged(store.listUsers());
    }

    List<User> list(Tx tx) {
        return merged(store.listUsers(tx));
    }

    private List<User> merged(List<User> stored) {
        List<User> all = new ArrayList<>(configured.values());
        stored.stream().filter(user -> !isConfigured(user.name())).forEach(all::add);
        all.sort(Comparator.comparing(User::name));
        return all;
    }
}
