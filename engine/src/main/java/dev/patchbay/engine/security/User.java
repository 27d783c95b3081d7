package dev.patchbay.engine.security;

import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;

/**
 * A user (contract/security-and-spaces.md, section 3.3).
 *
 * @param id internal, new for each user that is created: API keys are bound to it
 * @param roles names in the order sent; they need not exist
 * @param metadata not changed after construction
 * @param origin where the user lives
 */
public record User(
        String name,
        String id,
        Credential credential,
        List<String> roles,
        Optional<String> fullName,
        Optional<String> email,
        ObjectNode metadata,
        boolean enabled,
        Origin origin) {

    /** The one built-in user. */
    public static final String ELASTIC = "elastic";

    /** The role that may do everything. */
    public static final String SUPERUSER = "superuser";

    /** Where a user or role comes from. */
    public enum Origin {
        /** Made over the API. */
        STORED,
        /** Built in: only the password and {@code enabled} change. */
        RESERVED,
        /** From kibana.yml: read-only over the API. */
        CONFIGURED
    }

    public User {
        roles = List.copyOf(roles);
    }

    /** The metadata that is shown: what cannot be written over the API says so. */
    public ObjectNode shownMetadata() {
        return origin == Origin.STORED ? metadata : Json.object().put("_reserved", true);
    }

    /** Whether this user keeps the server administrable. */
    boolean isEnabledSuperuser() {
        return enabled && roles.contains(SUPERUSER);
    }

    /** The same with another credential. */
    User withCredential(Credential other) {
        return new User(name, id, other, roles, fullName, email, metadata, enabled, origin);
    }

    /** The same, enabled or not. */
    User withEnabled(boolean now) {
        return new User(name, id, credential, roles, fullName, email, metadata, now, origin);
    }
}
