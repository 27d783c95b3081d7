package dev.patchbay.engine.security;

import dev.patchbay.sdk.json.Json;

import java.util.List;
import java.util.Optional;

/**
 * A user of kibana.yml ({@code patchbay.security.users}, contract/settings.md, section 8):
 * read-only over the API, always enabled, wins over a stored user of the same name.
 */
public record ConfiguredUser(
        String name, Credential credential, List<String> roles, Optional<String> fullName) {

    /** As a user; the id is the same on every node and after every start. */
    User toUser() {
        return new User(
                name,
                "configured:" + name,
                credential,
                roles,
                fullName,
                Optional.empty(),
                Json.object(),
                true,
                User.Origin.CONFIGURED);
    }
}
