package dev.patchbay.server.security;

import dev.patchbay.engine.security.Caller;
import dev.patchbay.engine.security.Rights;
import dev.patchbay.engine.security.Standing;

/** How Elasticsearch names a caller in a refusal (contract/security-and-spaces.md, 3.1). */
final class Who {

    private Who() {}

    /** A user with roles, or a key with its owner. */
    static String is(Caller caller, Rights rights) {
        if (caller.apiKey().isPresent()) {
            return "API key id ["
                    + caller.apiKey().get().id()
                    + "] of user ["
                    + caller.username()
                    + "]";
        }
        Standing standing = rights.standing(caller);
        String text =
                "user ["
                        + caller.username()
                        + "] with effective roles ["
                        + String.join(",", standing.roles())
                        + "]";
        return standing.missingRoles().isEmpty()
                ? text
                : text
                        + " (assigned roles ["
                        + String.join(",", standing.missingRoles())
                        + "] were not found)";
    }

    /** The reason of the refusal of {@code es-security-runas-user} (D13). */
    static String mayNotRunAs(Caller caller, Rights rights, String other) {
        return "action [cluster:admin/xpack/security/user/authenticate] is unauthorized for "
                + is(caller, rights)
                + ", because user ["
                + caller.username()
                + "] is unauthorized to run as ["
                + other
                + "]";
    }
}
