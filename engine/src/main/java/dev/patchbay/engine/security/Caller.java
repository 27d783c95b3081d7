package dev.patchbay.engine.security;

import java.util.Optional;

/**
 * An authenticated caller; names only, rights are asked of the {@link Authorizer}.
 *
 * @param username the user, or the owner of the API key
 * @param userId internal id of the user: a re-created user of the same name is another one
 * @param apiKey the key, when the caller used one
 */
public record Caller(String username, String userId, Optional<ApiKeyRef> apiKey) {

    /** An API key by id and name. */
    public record ApiKeyRef(String id, String name) {}
}
