package dev.patchbay.net;

import dev.patchbay.sdk.secret.Secret;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads PEM: certificates; keys as PKCS#8, encrypted PKCS#8, and the traditional forms with and
 * without {@code Proc-Type: 4,ENCRYPTED}. Bouncy Castle is used as an object and never registered.
 */
final class PemMaterial {

    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private PemMaterial() {}

    /** All certificates of a text, in order; at least one. */
    static List<X509Certificate> certificates(byte[] pem) throws TlsMaterialException {
        List<X509Certificate> found = new ArrayList<>();
        try (PEMParser parser = parser(pem)) {
            for (Object next = parser.readObject(); next != null; next = parser.readObject()) {
                if (next instanceof X509CertificateHolder holder) {
                    found.add(new JcaX509CertificateConverter().getCertificate(holder));
                }
            }
        } catch (IOException | CertificateException | RuntimeException e) {
            throw new TlsMaterialException(
                    "ERR_OSSL_PEM_BAD_BASE64_DECODE", "PEM routines::bad base64 decode");
        }
        if (found.isEmpty()) {
            throw noStartLine();
        }
        return found;
    }

    /** The first private key of a text. */
    static PrivateKey key(byte[] pem, Optional<Secret> passphrase) throws TlsMaterialException {
        try (PEMParser parser = parser(pem)) {
            for (Object next = parser.readObject(); next != null; next = parser.readObject()) {
                PrivateKeyInfo info = keyInfo(next, passphrase);
                if (info != null) {
                    return new JcaPEMKeyConverter().getPrivateKey(info);
                }
            }
        } catch (IOException | RuntimeException e) {
            throw new TlsMaterialException("ERR_OSSL_UNSUPPORTED", "DECODER routines::unsupported");
        }
        throw noStartLine();
    }

    private static @Nullable PrivateKeyInfo keyInfo(Object read, Optional<Secret> passphrase)
            throws TlsMaterialException {
        return switch (read) {
            case PEMKeyPair pair -> pair.getPrivateKeyInfo();
            case PrivateKeyInfo info -> info;
            case PEMEncryptedKeyPair locked -> traditional(locked, required(passphrase));
            case PKCS8EncryptedPrivateKeyInfo locked -> pkcs8(locked, required(passphrase));
            default -> null;
        };
    }

    /** A wrong passphrase shows as bad padding or, rarely, as bytes that are no key. */
    private static PrivateKeyInfo traditional(PEMEncryptedKeyPair locked, char[] passphrase)
            throws TlsMaterialException {
        try {
            return locked.decryptKeyPair(
                            new JcePEMDecryptorProviderBuilder()
                                    .setProvider(BOUNCY_CASTLE)
                                    .build(passphrase))
                    .getPrivateKeyInfo();
        } catch (IOException | RuntimeException e) {
            throw badDecrypt();
        }
    }

    private static PrivateKeyInfo pkcs8(PKCS8EncryptedPrivateKeyInfo locked, char[] passphrase)
            throws TlsMaterialException {
        try {
            return locked.decryptPrivateKeyInfo(
                    new JceOpenSSLPKCS8DecryptorProviderBuilder()
                            .setProvider(BOUNCY_CASTLE)
                            .build(passphrase));
        } catch (OperatorCreationException | PKCSException | RuntimeException e) {
            throw badDecrypt();
        }
    }

    private static char[] required(Optional<Secret> passphrase) throws TlsMaterialException {
        if (passphrase.isEmpty()) {
            throw new TlsMaterialException(
                    "ERR_MISSING_PASSPHRASE", "Passphrase required for encrypted key");
        }
        return passphrase.get().reveal().toCharArray();
    }

    private static PEMParser parser(byte[] pem) {
        return new PEMParser(new StringReader(new String(pem, StandardCharsets.UTF_8)));
    }

    private static TlsMaterialException badDecrypt() {
        return new TlsMaterialException("ERR_OSSL_BAD_DECRYPT", "Provider routines::bad decrypt");
    }

    private static TlsMaterialException noStartLine() {
        return new TlsMaterialException(
                "ERR_OSSL_PEM_NO_START_LINE", "PEM routines::no start line");
    }
}
