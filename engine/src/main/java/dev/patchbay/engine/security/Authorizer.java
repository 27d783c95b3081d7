package dev.patchbay.engine.security;

import java.util.Set;

/**
 * Answers what a caller may do, from the rights as they are now. Thread-safe; cheap: cached per
 * security version.
 */
public interface Authorizer {

    /**
     * Whether the caller has a right in a space. For API keys: key ∩ snapshot ∩ owner's live
     * rights.
     */
    boolean may(Caller caller, Right right, String spaceId);

    /**
     * Names of the caller's (the key owner's) existing roles, for {@code
     * patchbay.security.execute}.
     */
    Set<String> roles(Caller caller);
}
