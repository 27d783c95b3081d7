package dev.patchbay.engine.security;

import java.util.Optional;

/** Tells who calls (contract/security-and-spaces.md, sections 4 and 6). Thread-safe; blocking. */
public interface Authenticator {

    /**
     * Checks an {@code Authorization} header.
     *
     * @param authorization the header's value, empty when there is none
     * @param clientAddress for throttling
     */
    Authentication authenticate(Optional<String> authorization, String clientAddress);
}
