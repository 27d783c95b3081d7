package dev.patchbay.sdk.http;

import dev.patchbay.sdk.secret.Secret;

import java.util.Optional;

/**
 * A connector's own TLS wishes.
 *
 * @param mode empty = {@code xpack.actions.ssl.verificationMode}
 * @param authorities PEM certificates that replace the trust store, or empty
 * @param identity client certificate, always added
 */
public record TlsOptions(
        Optional<VerificationMode> mode,
        Optional<byte[]> authorities,
        Optional<ClientIdentity> identity) {

    /** No wish. */
    public static final TlsOptions DEFAULT =
            new TlsOptions(Optional.empty(), Optional.empty(), Optional.empty());

    /** How a server's certificate is checked (contract/settings.md, section 2.4). */
    public enum VerificationMode {
        /** Nothing. */
        NONE,
        /** Chain, not the host name. */
        CERTIFICATE,
        /** Chain and host name. */
        FULL
    }

    /** A client certificate with its key; the content of files, not their names. */
    public sealed interface ClientIdentity {

        /** PEM certificate chain and PEM key, the key perhaps encrypted with the passphrase. */
        record Pem(byte[] certificates, byte[] key, Optional<Secret> passphrase)
                implements ClientIdentity {
            @Override
            public String toString() {
                return "Pem[redacted]";
            }
        }

        /** A PKCS#12 file. */
        record Pfx(byte[] file, Optional<Secret> passphrase) implements ClientIdentity {
            @Override
            public String toString() {
                return "Pfx[redacted]";
            }
        }
    }
}
