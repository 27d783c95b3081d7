package dev.patchbay.server.http;

import dev.patchbay.sdk.secret.Secret;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * PEM files of {@code server.ssl}: certificates, and keys as PKCS#8, PKCS#1 or SEC 1, encrypted or
 * not.
 */
final class PemFiles {

    /**
     * Handed over where it is needed and not registered, so that the process keeps its own
     * providers.
     */
    private static final Provider PROVIDER = new BouncyCastleProvider();

    private PemFiles() {}

    /** Every certificate of a file in order. */
    static List<X509Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
        List<X509Certificate> certificates = new ArrayList<>();
        for (Object part : parts(file)) {
            if (part instanceof X509CertificateHolder holder) {
                certificates.add(converter.getCertificate(holder));
            }
        }
        return certificates;
    }

    /**
     * The first private key of a file.
     *
     * @throws IOException when there is none, or it needs another passphrase; the message names the
     *     file only
     */
    static PrivateKey key(Path file, Optional<Secret> passphrase) throws IOException {
        char[] password = passphrase.map(Secret::reveal).orElse("").toCharArray();
        JcaPEMKeyConverter converter = new JcaPEMKeyConverter().setProvider(PROVIDER);
        for (Object part : parts(file)) {
            try {
                Optional<PrivateKeyInfo> key = decrypted(part, password);
                if (key.isPresent()) {
                    return converter.getPrivateKey(key.get());
                }
            } catch (PKCSException | OperatorCreationException | PEMException e) {
                throw new IOException(
                        "the key in " + file + " cannot be read with this passphrase");
            }
        }
        throw new IOException("there is no private key in " + file);
    }

    private static Optional<PrivateKeyInfo> decrypted(Object part, char[] password)
            throws IOException, PKCSException, OperatorCreationException {
        return switch (part) {
            case PrivateKeyInfo key -> Optional.of(key);
            case PEMKeyPair pair -> Optional.of(pair.getPrivateKeyInfo());
            case PEMEncryptedKeyPair locked ->
                    Optional.of(
                            locked.decryptKeyPair(
                                            new JcePEMDecryptorProviderBuilder()
                                                    .setProvider(PROVIDER)
                                                    .build(password))
                                    .getPrivateKeyInfo());
            case PKCS8EncryptedPrivateKeyInfo locked ->
                    Optional.of(
                            locked.decryptPrivateKeyInfo(
                                    new JceOpenSSLPKCS8DecryptorProviderBuilder()
                                            .setProvider(PROVIDER)
                                            .build(password)));
            default -> Optional.empty();
        };
    }

    private static List<Object> parts(Path file) throws IOException {
        List<Object> parts = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
                PEMParser parser = new PEMParser(reader)) {
            for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
                parts.add(part);
            }
        }
        return parts;
    }
}
