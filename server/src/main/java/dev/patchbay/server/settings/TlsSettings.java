package dev.patchbay.server.settings;

import dev.patchbay.sdk.secret.Secret;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code server.ssl.*} (contract/settings.md, section 4); paths are absolute, files are not read
 * here.
 *
 * @param authorities PEM files for client certificates
 * @param supportedProtocols such as {@code TLSv1.2}
 * @param cipherSuites OpenSSL or JSSE names; empty = the runtime's list
 */
public record TlsSettings(
        boolean enabled,
        Optional<PemIdentity> pem,
        Optional<Store> keystore,
        Optional<Store> truststore,
        List<Path> authorities,
        List<String> supportedProtocols,
        List<String> cipherSuites,
        ClientAuthentication clientAuthentication) {

    /** Whether clients show a certificate. */
    public enum ClientAuthentication {
        /** Not asked. */
        NONE,
        /** Asked. */
        OPTIONAL,
        /** Needed. */
        REQUIRED
    }

    /** PEM certificate chain and its key. */
    public record PemIdentity(Path certificate, Path key, Optional<Secret> keyPassphrase) {}

    /**
     * A PKCS#12 file.
     *
     * @param password present and blank differs from absent
     */
    public record Store(Path path, Optional<Secret> password) {}
}
