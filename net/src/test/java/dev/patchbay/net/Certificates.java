package dev.patchbay.net;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemObjectGenerator;
import org.bouncycastle.util.io.pem.PemWriter;

import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManager;

/** A certificate authority and what it has issued, made new for each test run. */
final class Certificates {

    private static final AtomicLong SERIAL = new AtomicLong(1000);
    private static final BouncyCastleProvider BC = new BouncyCastleProvider();

    static final Issued AUTHORITY = make("CN=Test CA", null, true, 3650, "");
    static final Issued GOOD =
            make("CN=localhost", AUTHORITY, false, 30, "dns:localhost,ip:127.0.0.1");
    static final Issued SELF_SIGNED =
            make("CN=localhost", null, false, 30, "dns:localhost,ip:127.0.0.1");
    static final Issued WRONG_HOST =
            make("CN=other.example", AUTHORITY, false, 30, "dns:other.example");
    static final Issued EXPIRED =
            make("CN=localhost", AUTHORITY, false, -1, "dns:localhost,ip:127.0.0.1");
    static final Issued NO_ALTNAMES = make("CN=other.example", AUTHORITY, false, 30, "");
    static final Issued CLIENT = make("CN=client", AUTHORITY, false, 30, "");

    /** Of those who answer with one: its making is slow on purpose. */
    private static final Map<Issued, SSLContext> CONTEXTS = new ConcurrentHashMap<>();

    private Certificates() {}

    /** Made by who asks for it: a pair of RSA keys takes its time. */
    static final class Rsa {
        static final Issued CLIENT = make("CN=rsa client", AUTHORITY, false, 30, "");

        private Rsa() {}
    }

    /** A key and its certificate, the issuer's behind it. */
    record Issued(KeyPair keys, List<X509Certificate> chain) {

        byte[] certificatePem() {
            StringBuilder all = new StringBuilder();
            for (X509Certificate certificate : chain) {
                all.append(pem(new JcaMiscPem(certificate)));
            }
            return all.toString().getBytes(StandardCharsets.UTF_8);
        }

        /** PKCS#8 in the clear. */
        byte[] keyPem() {
            return bytes(new PemObject("PRIVATE KEY", keys.getPrivate().getEncoded()));
        }

        /** PKCS#8, AES-256. */
        byte[] encryptedKeyPem(String passphrase) {
            try {
                return bytes(
                        new JcaPKCS8Generator(
                                        keys.getPrivate(),
                                        new JceOpenSSLPKCS8EncryptorBuilder(
                                                        JcaPKCS8Generator.AES_256_CBC)
                                                .setProvider(BC)
                                                .setPassword(passphrase.toCharArray())
                                                .build())
                                .generate());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        /** {@code Proc-Type: 4,ENCRYPTED}. */
        byte[] traditionalEncryptedKeyPem(String passphrase) {
            try {
                return pem(new JcaMiscPEMGenerator(
                                keys.getPrivate(),
                                new JcePEMEncryptorBuilder("AES-128-CBC")
                                        .setProvider(BC)
                                        .build(passphrase.toCharArray())))
                        .getBytes(StandardCharsets.UTF_8);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        byte[] pfx(String passphrase) {
            try {
                KeyStore store = store(passphrase);
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                store.store(out, passphrase.toCharArray());
                return out.toByteArray();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        KeyStore store(String passphrase) throws Exception {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "k",
                    keys.getPrivate(),
                    passphrase.toCharArray(),
                    chain.toArray(Certificate[]::new));
            return store;
        }

        /** To answer with, whoever asks. */
        SSLContext context() throws Exception {
            SSLContext known = CONTEXTS.get(this);
            if (known == null) {
                known = newContext();
                CONTEXTS.put(this, known);
            }
            return known;
        }

        private SSLContext newContext() throws Exception {
            KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
            keyManagers.init(store("x"), "x".toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManager any = new AnyPeer();
            context.init(keyManagers.getKeyManagers(), new TrustManager[] {any}, null);
            return context;
        }

        /** Puts TLS on a server socket; {@code need} insists on a client certificate. */
        ServerSocket secure(ServerSocket plain, boolean need) {
            try {
                SSLContext context = context();
                int port = plain.getLocalPort();
                plain.close();
                SSLServerSocket server =
                        (SSLServerSocket)
                                context.getServerSocketFactory()
                                        .createServerSocket(port, 200, plain.getInetAddress());
                server.setNeedClientAuth(need);
                if (!need) {
                    server.setWantClientAuth(true);
                }
                return server;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        private static byte[] bytes(PemObject object) {
            return pem(object).getBytes(StandardCharsets.UTF_8);
        }

        private static String pem(PemObjectGenerator object) {
            StringWriter out = new StringWriter();
            try (PemWriter writer = new PemWriter(out)) {
                writer.writeObject(object);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return out.toString();
        }
    }

    private record JcaMiscPem(X509Certificate certificate) implements PemObjectGenerator {
        @Override
        public PemObject generate() {
            try {
                return new PemObject("CERTIFICATE", certificate.getEncoded());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static Issued make(
            String name,
            @org.jspecify.annotations.Nullable Issued issuer,
            boolean authority,
            int days,
            String names) {
        try {
            // Bouncy Castle writes traditional EC keys without their curve; OpenSSL does not.
            boolean rsa = name.contains("rsa");
            KeyPairGenerator generator = KeyPairGenerator.getInstance(rsa ? "RSA" : "EC");
            generator.initialize(rsa ? 2048 : 256);
            KeyPair keys = generator.generateKeyPair();
            Instant now = Instant.now();
            Instant end = now.plus(Duration.ofDays(days));
            X500Name subject = new X500Name(name);
            X500Name from =
                    issuer == null
                            ? subject
                            : new X500Name(
                                    issuer.chain.getFirst().getSubjectX500Principal().getName());
            X509v3CertificateBuilder builder =
                    new JcaX509v3CertificateBuilder(
                            from,
                            BigInteger.valueOf(SERIAL.incrementAndGet()),
                            Date.from(now.minus(Duration.ofDays(40))),
                            Date.from(end),
                            subject,
                            keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (!names.isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(
                                Arrays.stream(names.split(",", -1))
                                        .map(Certificates::generalName)
                                        .toArray(GeneralName[]::new)));
            }
            KeyPair signer = issuer == null ? keys : issuer.keys;
            X509Certificate certificate =
                    new JcaX509CertificateConverter()
                            .getCertificate(
                                    builder.build(
                                            new JcaContentSignerBuilder("SHA256withECDSA")
                                                    .build(signer.getPrivate())));
            return new Issued(
                    keys,
                    issuer == null
                            ? List.of(certificate)
                            : List.of(certificate, issuer.chain.getFirst()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static GeneralName generalName(String text) {
        return text.startsWith("dns:")
                ? new GeneralName(GeneralName.dNSName, text.substring(4))
                : new GeneralName(GeneralName.iPAddress, text.substring(3));
    }
}
