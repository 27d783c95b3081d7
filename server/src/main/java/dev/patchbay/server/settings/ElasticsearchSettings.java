package dev.patchbay.server.settings;

import dev.patchbay.sdk.http.TlsOptions.VerificationMode;
import dev.patchbay.sdk.secret.Secret;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code elasticsearch.*}: the service account of {@code .index} and of the Elasticsearch rule
 * types.
 *
 * @param hosts URLs; empty = there is no Elasticsearch
 * @param credential how the service account signs in
 * @param verificationMode of the hosts' certificates
 * @param authorities PEM files that replace the trust store, absolute
 * @param keystore client certificate as PKCS#12
 * @param truststore authorities as PKCS#12
 */
public record ElasticsearchSettings(
        List<String> hosts,
        Optional<Credential> credential,
        Map<String, Secret> customHeaders,
        Duration requestTimeout,
        VerificationMode verificationMode,
        List<Path> authorities,
        Optional<TlsSettings.PemIdentity> pem,
        Optional<TlsSettings.Store> keystore,
        Optional<TlsSettings.Store> truststore,
        Optional<List<String>> allowedIndices) {

    /** How the service account signs in. */
    public sealed interface Credential {
        /** Basic. */
        record Basic(String username, Secret password) implements Credential {}

        /** {@code ApiKey}, in the encoded form. */
        record ApiKey(Secret encoded) implements Credential {}

        /** {@code Bearer}, a service account token. */
        record ServiceToken(Secret token) implements Credential {}
    }

    /** Without the URLs, which may hold a password. */
    @Override
    public String toString() {
        return "ElasticsearchSettings[hosts=" + hosts.size() + "]";
    }
}
