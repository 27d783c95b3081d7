package dev.patchbay.server.security;

import dev.patchbay.engine.security.ApiKey;
import dev.patchbay.engine.security.Caller;
import dev.patchbay.engine.security.ClusterPrivilege;
import dev.patchbay.engine.security.Rights;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which keys a read or an invalidation is about (contract/security-and-spaces.md, section 3.4).
 *
 * @param ids empty = not said
 * @param name exact, or a prefix with a trailing {@code *}
 */
record KeyFilter(
        List<String> ids,
        Optional<String> name,
        Optional<String> username,
        Optional<String> realmName,
        boolean owner) {

    boolean hasUserOrRealm() {
        return username.isPresent() || realmName.isPresent();
    }

    boolean isEmpty() {
        return ids.isEmpty() && name.isEmpty() && !hasUserOrRealm() && !owner;
    }

    /** Whether the caller may ask this: with rights over all keys, or about the own ones only. */
    boolean allowed(Caller caller, Rights rights, boolean reading) {
        if (caller.apiKey().isPresent() && ids.equals(List.of(caller.apiKey().get().id()))) {
            return true;
        }
        if (rights.may(caller, ClusterPrivilege.MANAGE_API_KEY)
                || reading && rights.may(caller, ClusterPrivilege.READ_SECURITY)) {
            return true;
        }
        boolean own =
                owner
                        || username.filter(caller.username()::equals).isPresent()
                                && realmName
                                        .filter(UserJson.realm(caller.username())::equals)
                                        .isPresent();
        return own && rights.may(caller, ClusterPrivilege.MANAGE_OWN_API_KEY);
    }

    /** Whether a key is meant, ids aside. */
    Predicate<ApiKey> fits(Caller caller) {
        return key ->
                name.map(wanted -> matches(wanted, key.name())).orElse(true)
                        && username.map(key.ownerName()::equals).orElse(true)
                        && realmName.map(UserJson.realm(key.ownerName())::equals).orElse(true)
                        && (!owner || key.ownerId().equals(caller.userId()));
    }

    private static boolean matches(String wanted, String name) {
        return wanted.endsWith("*")
                ? name.startsWith(wanted.substring(0, wanted.length() - 1))
                : name.equals(wanted);
    }
}
