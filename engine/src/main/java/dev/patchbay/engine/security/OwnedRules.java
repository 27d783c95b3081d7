package dev.patchbay.engine.security;

import java.util.List;

/**
 * Rules that run with API keys of a user; implemented by the rule package. They are named when the
 * user is disabled or deleted (contract/security-and-spaces.md, D7). Thread-safe.
 */
@FunctionalInterface
public interface OwnedRules {

    /** Ids of the rules whose keys belong to the user with this internal id. */
    List<String> of(String userId);

    /** The server has no rules yet. */
    static OwnedRules none() {
        return _ -> List.of();
    }
}
