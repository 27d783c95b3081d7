package dev.patchbay.connectors.wire;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority that lives as long as a test. */
final class TestAuthority {

    private static final AtomicLong SERIAL = new AtomicLong(1);
    private static final X500Name NAME = new X500Name("CN=Test authority");

    private final KeyPair keys;
    private final X509Certificate certificate;

    TestAuthority() throws Exception {
        keys = keyPair();
        certificate = sign(NAME, keys, new BasicConstraints(true), "");
    }

    /** A key with its certificate. */
    record Identity(PrivateKey key, X509Certificate certificate) {

        /** Base64 of the certificate's PEM, as a connector's config takes it. */
        String crt() throws Exception {
            return base64(pem("CERTIFICATE", certificate.getEncoded()));
        }

        String privateKey() {
            return base64(pem("PRIVATE KEY", key.getEncoded()));
        }

        /** Base64 of a PKCS#12 file. */
        String pfx(String password) throws Exception {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            store(password).store(file, password.toCharArray());
            return Base64.getEncoder().encodeToString(file.toByteArray());
        }

        private KeyStore store(String password) throws Exception {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "it", key, password.toCharArray(), new X509Certificate[] {certificate});
            return store;
        }
    }

    /** A certificate for a host name or address. */
    Identity identity(String host) throws Exception {
        KeyPair pair = keyPair();
        X509Certificate signed =
                sign(new X500Name("CN=" + host), pair, new BasicConstraints(false), host);
        return new Identity(pair.getPrivate(), signed);
    }

    /** Base64 of the authority's PEM. */
    String ca() throws Exception {
        return base64(pem("CERTIFICATE", certificate.getEncoded()));
    }

    /** For a server with that identity, which trusts this authority's clients. */
    SSLContext server(Identity identity) throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
        own.init(identity.store("x"), "x".toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private X509Certificate sign(
            X500Name subject, KeyPair pair, BasicConstraints constraints, String host)
            throws Exception {
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder =
                new JcaX509v3CertificateBuilder(
                        NAME,
                        BigInteger.valueOf(SERIAL.getAndIncrement()),
                        Date.from(now.minus(Duration.ofDays(1))),
                        Date.from(now.plus(Duration.ofDays(1))),
                        subject,
                        pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, constraints);
        if (!host.isEmpty()) {
            int kind = host.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName;
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(kind, host)));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(keys.getPrivate())));
    }

    private static KeyPair keyPair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static String pem(String what, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
