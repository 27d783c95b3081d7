package dev.patchbay.sdk.oauth;

import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.secret.Secret;

import java.util.Map;
import java.util.Optional;

/**
 * A grant of the resource owner's password (RFC 6749, section 4.3).
 *
 * @param additionalFields form fields merged last; they can replace the others, not {@code
 *     grant_type}
 */
public record PasswordGrant(
        String tokenUrl,
        Secret user,
        Secret password,
        Optional<String> clientId,
        Optional<String> scope,
        Map<String, String> additionalFields,
        TlsOptions tls) {

    public PasswordGrant {
        additionalFields = Map.copyOf(additionalFields);
    }
}
