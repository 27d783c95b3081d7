package dev.patchbay.engine.security;

import dev.patchbay.sdk.secret.Secret;

/** How a user's password is known. Prints as nothing. */
public sealed interface Credential {

    /** By a slow, salted, self-describing hash. */
    record Hash(Secret value) implements Credential {}

    /** In the clear, from kibana.yml only; never stored. */
    record Plain(Secret value) implements Credential {}
}
