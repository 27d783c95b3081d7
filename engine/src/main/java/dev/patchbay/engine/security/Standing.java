package dev.patchbay.engine.security;

import java.util.List;

/**
 * Who a caller is in the text of a refusal.
 *
 * @param roles names of existing roles of the user, sorted; empty for a key
 * @param missingRoles assigned names of roles that do not exist, sorted
 */
public record Standing(List<String> roles, List<String> missingRoles) {

    public Standing {
        roles = List.copyOf(roles);
        missingRoles = List.copyOf(missingRoles);
    }
}
