package dev.patchbay.sdk.oauth;

import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.secret.Secret;

import java.util.Map;
import java.util.Optional;

/**
 * A client-credentials grant (RFC 6749, section 4.4).
 *
 * @param additionalFields form fields merged last; they can replace scope and client values, not
 *     {@code grant_type}
 */
public record ClientCredentials(
        String tokenUrl,
        String clientId,
        Secret clientSecret,
        Optional<String> scope,
        Map<String, String> additionalFields,
        TlsOptions tls) {

    public ClientCredentials {
        additionalFields = Map.copyOf(additionalFields);
    }
}
