package dev.patchbay.engine.security;

import java.util.Set;

/** Names that are allowed, and those that are taken (contract/security-and-spaces.md, 3.2). */
public final class Names {

    /** Fewest characters of a password. */
    public static final int SHORTEST_PASSWORD = 6;

    /** Most characters of a password (ours). */
    public static final int LONGEST_PASSWORD = PasswordChecker.LONGEST_PASSWORD;

    private static final Set<String> RESERVED =
            Set.of(
                    "elastic",
                    "kibana",
                    "kibana_system",
                    "logstash_system",
                    "beats_system",
                    "apm_system",
                    "remote_monitoring_user");

    private static final Set<String> INTERNAL =
            Set.of(
                    "_system",
                    "_xpack",
                    "_xpack_security",
                    "_async_search",
                    "_security_profile",
                    "_storage",
                    "_cross_cluster_access",
                    "_data_stream_lifecycle",
                    "_synonyms",
                    "_reindex_data_stream",
                    "_lazy_rollover");

    private Names() {}

    /** 1–1024 characters of printable ASCII without leading or trailing space. */
    public static boolean isUserOrRoleName(String name) {
        return !name.isEmpty()
                && name.length() <= 1024
                && name.chars().allMatch(c -> c >= 0x20 && c <= 0x7e)
                && name.charAt(0) != ' '
                && name.charAt(name.length() - 1) != ' ';
    }

    /**
     * Whether Elasticsearch keeps a user name for itself; of these only {@code elastic} is here.
     */
    public static boolean isReservedUser(String name) {
        return RESERVED.contains(name);
    }

    /** Whether Elasticsearch uses a name internally. */
    public static boolean isInternalUser(String name) {
        return INTERNAL.contains(name);
    }

    /** Whether a role of this name may not be written. */
    public static boolean isReservedRole(String name) {
        return ReservedRoles.isReserved(name);
    }

    /** Whether a password hash has a form that is accepted (section 3.2). */
    public static boolean isPasswordHash(String hash) {
        return PasswordHashes.isImportable(hash);
    }
}
