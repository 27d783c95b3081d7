package dev.patchbay.server;

import dev.patchbay.net.ClusterSettings;
import dev.patchbay.sdk.http.BasicAuthentication;
import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.http.TlsOptions.ClientIdentity;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.server.settings.ElasticsearchSettings;
import dev.patchbay.server.settings.ElasticsearchSettings.Credential;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Collections;
import java.util.Optional;

/** What the network module is told of {@code elasticsearch.*}; its files are read at start. */
final class ClusterOptions {

    private ClusterOptions() {}

    /** Empty without hosts. */
    static Optional<ClusterSettings> of(ElasticsearchSettings settings)
            throws StartRefusedException {
        if (settings.hosts().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new ClusterSettings(
                        settings.hosts(),
                        settings.credential().map(ClusterOptions::header),
                        settings.credential().map(ClusterOptions::secret),
                        settings.customHeaders(),
                        settings.requestTimeout(),
                        tls(settings),
                        "Patchbay/" + Version.current()));
    }

    private static Secret header(Credential credential) {
        return new Secret(
                switch (credential) {
                    case Credential.Basic(String name, Secret password) ->
                            BasicAuthentication.header(name, password.reveal());
                    case Credential.ApiKey(Secret encoded) -> "ApiKey " + encoded.reveal();
                    case Credential.ServiceToken(Secret token) -> "Bearer " + token.reveal();
                });
    }

    private static Secret secret(Credential credential) {
        return switch (credential) {
            case Credential.Basic(String _, Secret password) -> password;
            case Credential.ApiKey(Secret encoded) -> encoded;
            case Credential.ServiceToken(Secret token) -> token;
        };
    }

    private static TlsOptions tls(ElasticsearchSettings settings) throws StartRefusedException {
        try {
            ByteArrayOutputStream authorities = new ByteArrayOutputStream();
            for (Path file : settings.authorities()) {
                authorities.writeBytes(Files.readAllBytes(file));
                authorities.write('\n');
            }
            if (settings.truststore().isPresent()) {
                authorities.writeBytes(
                        certificates(
                                settings.truststore().get().path(),
                                settings.truststore().get().password()));
            }
            return new TlsOptions(
                    Optional.of(settings.verificationMode()),
                    authorities.size() == 0
                            ? Optional.empty()
                            : Optional.of(authorities.toByteArray()),
                    identity(settings));
        } catch (IOException | GeneralSecurityException e) {
            throw StartRefusedException.configuration(
                    "[config validation of [elasticsearch].ssl]: " + e.getMessage());
        }
    }

    private static Optional<ClientIdentity> identity(ElasticsearchSettings settings)
            throws IOException {
        if (settings.pem().isPresent()) {
            var pem = settings.pem().get();
            return Optional.of(
                    new ClientIdentity.Pem(
                            Files.readAllBytes(pem.certificate()),
                            Files.readAllBytes(pem.key()),
                            pem.keyPassphrase()));
        }
        if (settings.keystore().isPresent()) {
            var store = settings.keystore().get();
            return Optional.of(
                    new ClientIdentity.Pfx(Files.readAllBytes(store.path()), store.password()));
        }
        return Optional.empty();
    }

    private static byte[] certificates(Path file, Optional<Secret> password)
            throws IOException, GeneralSecurityException {
        KeyStore store =
                KeyStore.getInstance(
                        file.toFile(),
                        password.map(secret -> secret.reveal().toCharArray()).orElse(new char[0]));
        StringBuilder pem = new StringBuilder();
        for (String alias : Collections.list(store.aliases())) {
            Certificate certificate = store.getCertificate(alias);
            pem.append("-----BEGIN CERTIFICATE-----\n")
                    .append(
                            Base64.getMimeEncoder(64, new byte[] {'\n'})
                                    .encodeToString(certificate.getEncoded()))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        return pem.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
