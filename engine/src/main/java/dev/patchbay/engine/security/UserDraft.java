package dev.patchbay.engine.security;

import dev.patchbay.sdk.secret.Secret;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Optional;

/**
 * A user to be written; names, lengths and forms were checked at the door.
 *
 * @param password new password; empty = as it is
 */
public record UserDraft(
        String name,
        Optional<NewPassword> password,
        List<String> roles,
        Optional<String> fullName,
        Optional<String> email,
        ObjectNode metadata,
        boolean enabled) {

    /** A password, or its hash from elsewhere. */
    public sealed interface NewPassword {
        /** In the clear; hashed before it is stored. */
        record Clear(Secret value) implements NewPassword {}

        /** One of the forms of {@link Names#isPasswordHash}. */
        record Hashed(Secret value) implements NewPassword {}
    }
}
