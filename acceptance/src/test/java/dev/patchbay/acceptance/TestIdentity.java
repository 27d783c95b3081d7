package dev.patchbay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;

import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key and a certificate that nobody trusts, in the forms that connectors take. */
final class TestIdentity {

    static final String FILE = "identity.p12";
    private static final String ALIAS = "it";

    private final KeyStore store;
    private final byte[] file;
    private final String passphrase;

    private TestIdentity(KeyStore store, byte[] file, String passphrase) {
        this.store = store;
        this.file = file;
        this.passphrase = passphrase;
    }

    static TestIdentity make(Path folder, String passphrase) throws Exception {
        Path file = folder.resolve(FILE);
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                                "-genkeypair",
                                "-alias",
                                ALIAS,
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "san=ip:127.0.0.1",
                                "-keystore",
                                file.toString(),
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                passphrase)
                        .redirectErrorStream(true)
                        .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, passphrase.toCharArray());
        }
        return new TestIdentity(store, Files.readAllBytes(file), passphrase);
    }

    String passphrase() {
        return passphrase;
    }

    /** Base64 of the certificate's PEM. */
    String crt() throws Exception {
        return pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded());
    }

    /** Base64 of the private key's PEM. */
    String key() throws Exception {
        return pem("PRIVATE KEY", store.getKey(ALIAS, passphrase.toCharArray()).getEncoded());
    }

    /** Base64 of the PKCS#12 file. */
    String pfx() {
        return Base64.getEncoder().encodeToString(file);
    }

    /** Sockets of a server with this identity. */
    ServerSocketFactory serverSockets() throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
        own.init(store, passphrase.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        return context.getServerSocketFactory();
    }

    private static String pem(String what, byte[] der) {
        String body =
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(der);
        String text = "-----BEGIN " + what + "-----\n" + body + "\n-----END " + what + "-----\n";
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
