package dev.patchbay.connectors.shared.auth;

import dev.patchbay.sdk.secret.Secret;

import java.util.Map;
import java.util.Optional;

/** Credentials; {@code crt}, {@code key} and {@code pfx} are base64 of the file's content. */
public record AuthSecrets(
        Optional<Secret> user,
        Optional<Secret> password,
        Optional<Secret> crt,
        Optional<Secret> key,
        Optional<Secret> pfx,
        Optional<Secret> clientSecret,
        Optional<Map<String, Secret>> secretHeaders) {

    /**
     * Whether the credentials fit together: none, user and password, certificate and key, PFX,
     * client secret; a certificate may have a passphrase, which is the password.
     */
    boolean fit() {
        boolean certificate = given(crt) && given(key);
        if (given(clientSecret)) {
            return none(user, password, crt, key, pfx);
        }
        if (given(pfx)) {
            return none(user, crt, key);
        }
        if (given(crt) || given(key)) {
            return certificate && none(user);
        }
        return given(user) == given(password);
    }

    private static boolean given(Optional<Secret> secret) {
        return secret.isPresent() && !secret.get().reveal().isEmpty();
    }

    @SafeVarargs
    private static boolean none(Optional<Secret>... secrets) {
        for (Optional<Secret> secret : secrets) {
            if (given(secret)) {
                return false;
            }
        }
        return true;
    }
}
