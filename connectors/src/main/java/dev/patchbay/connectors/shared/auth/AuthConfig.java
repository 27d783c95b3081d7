package dev.patchbay.connectors.shared.auth;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.patchbay.sdk.http.TlsOptions.VerificationMode;

import java.util.Map;
import java.util.Optional;

/**
 * The part of a config that says how a request is authenticated and secured.
 *
 * @param ca base64 of PEM
 * @param additionalFields text of a JSON object
 */
public record AuthConfig(
        Optional<Map<String, String>> headers,
        boolean hasAuth,
        Optional<String> authType,
        Optional<String> certType,
        Optional<String> ca,
        Optional<Verification> verificationMode,
        Optional<String> accessTokenUrl,
        Optional<String> clientId,
        Optional<String> scope,
        Optional<String> additionalFields) {

    /** Wire names of the verification modes. */
    public enum Verification {
        @JsonProperty("none")
        NONE(VerificationMode.NONE),
        @JsonProperty("certificate")
        CERTIFICATE(VerificationMode.CERTIFICATE),
        @JsonProperty("full")
        FULL(VerificationMode.FULL);

        private final VerificationMode mode;

        Verification(VerificationMode mode) {
            this.mode = mode;
        }
    }

    /** The transport's word for the mode. */
    public Optional<VerificationMode> mode() {
        return verificationMode.map(verification -> verification.mode);
    }

    /** Whether requests carry a token. */
    public boolean oauth() {
        return hasAuth && authType.filter(AuthType.OAUTH::equals).isPresent();
    }

    /** Whether the additional fields ask for the password grant (RFC 6749, section 4.3). */
    public boolean passwordGrant() {
        return oauth()
                && additionalFields
                        .flatMap(AdditionalFields::read)
                        .filter(fields -> fields.path("grant_type").asString("").equals("password"))
                        .isPresent();
    }

    /** Whether requests come with a client certificate. */
    public boolean ssl() {
        return hasAuth && authType.filter(AuthType.SSL::equals).isPresent();
    }

    /** Whether requests carry a user and a password: also when no kind is named. */
    public boolean basic() {
        return hasAuth && authType.orElse(AuthType.BASIC).equals(AuthType.BASIC);
    }
}
