package dev.patchbay.engine.security;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The cluster privileges that mean something here (contract/security-and-spaces.md, 5.4). */
public enum ClusterPrivilege {
    ALL,
    MANAGE_SECURITY,
    READ_SECURITY,
    MANAGE_API_KEY,
    GRANT_API_KEY,
    MANAGE_OWN_API_KEY;

    /** As it is written in roles. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    private Set<ClusterPrivilege> implied() {
        return switch (this) {
            case ALL -> EnumSet.allOf(ClusterPrivilege.class);
            case MANAGE_SECURITY -> EnumSet.complementOf(EnumSet.of(ALL));
            case MANAGE_API_KEY -> EnumSet.of(this, GRANT_API_KEY, MANAGE_OWN_API_KEY);
            case READ_SECURITY, GRANT_API_KEY, MANAGE_OWN_API_KEY -> EnumSet.of(this);
        };
    }

    /** What these names grant together; unknown names grant nothing. */
    static Set<ClusterPrivilege> granted(Collection<String> names) {
        Set<ClusterPrivilege> granted = EnumSet.noneOf(ClusterPrivilege.class);
        for (ClusterPrivilege privilege : values()) {
            if (names.contains(privilege.wireName())) {
                granted.addAll(privilege.implied());
            }
        }
        return granted;
    }
}
