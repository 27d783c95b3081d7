package dev.patchbay.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.server.settings.TlsSettings;
import dev.patchbay.server.settings.TlsSettings.ClientAuthentication;
import dev.patchbay.server.settings.TlsSettings.PemIdentity;
import dev.patchbay.server.settings.TlsSettings.Store;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** {@code server.ssl.*} with certificates that openssl makes. */
final class TlsTest {

    private static final String GET =
            "GET /api/thing/a HTTP/1.1\nHost: localhost\nConnection: close\n"
                    + TestServer.AUTH
                    + "\n\n";
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir static Path dir;

    @BeforeAll
    static void certificates() throws Exception {
        openssl(
                "req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.crt -days 30 -subj"
                        + " /CN=ca");
        for (String name : List.of("one", "two", "client")) {
            openssl(
                    "req -newkey rsa:2048 -nodes -keyout %1$s.key -out %1$s.csr -subj /CN=%1$s"
                            .formatted(name));
            openssl(
                    "x509 -req -in %1$s.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 30 -out %1$s.crt"
                            .formatted(name));
        }
        openssl("rsa -aes256 -in one.key -out one-locked.key -passout pass:changeit");
        openssl(
                "pkcs12 -export -in one.crt -inkey one.key -certfile ca.crt -out one.p12 -passout"
                        + " pass:changeit");
        openssl(
                "pkcs12 -export -in client.crt -inkey client.key -out client.p12 -passout"
                        + " pass:changeit");
    }

    private static void openssl(String arguments) throws Exception {
        String[] command = ("openssl " + arguments).split(" ");
        Process process =
                new ProcessBuilder(command)
                        .directory(dir.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
    }

    private static TlsSettings pem(String name, ClientAuthentication clients) {
        return settings(
                Optional.of(
                        new PemIdentity(
                                dir.resolve(name + ".crt"),
                                dir.resolve(name + ".key"),
                                Optional.empty())),
                Optional.empty(),
                clients,
                List.of("TLSv1.2", "TLSv1.3"),
                List.of());
    }

    private static TlsSettings settings(
            Optional<PemIdentity> pem,
            Optional<Store> keystore,
            ClientAuthentication clients,
            List<String> protocols,
            List<String> ciphers) {
        return new TlsSettings(
                true,
                pem,
                keystore,
                Optional.empty(),
                clients == ClientAuthentication.NONE ? List.of() : List.of(dir.resolve("ca.crt")),
                protocols,
                ciphers,
                clients);
    }

    private static TestServer start(TlsSettings tls) throws IOException {
        TestSettings settings = new TestSettings();
        settings.tls = tls;
        return new TestServer(settings);
    }

    private static SSLSocket connect(int port, boolean withCertificate, String... protocols)
            throws Exception {
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        try (InputStream in = Files.newInputStream(dir.resolve("ca.crt"))) {
            authorities.setCertificateEntry(
                    "ca",
                    java.security.cert.CertificateFactory.getInstance("X.509")
                            .generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(authorities);
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        KeyStore own = KeyStore.getInstance("PKCS12");
        if (withCertificate) {
            try (InputStream in = Files.newInputStream(dir.resolve("client.p12"))) {
                own.load(in, PASSWORD);
            }
        } else {
            own.load(null, null);
        }
        keys.init(own, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        return socket;
    }

    private static int status(int port, boolean withCertificate, String... protocols)
            throws Exception {
        try (RawClient client = new RawClient(connect(port, withCertificate, protocols))) {
            return client.send(GET).read().status();
        }
    }

    private static String servedName(int port) throws Exception {
        try (SSLSocket socket = connect(port, false)) {
            socket.startHandshake();
            X509Certificate leaf = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return leaf.getSubjectX500Principal().getName();
        }
    }

    @Test
    void pemIsServed() throws Exception {
        try (TestServer server = start(pem("one", ClientAuthentication.NONE))) {
            assertThat(status(server.port(), false)).isEqualTo(200);
            assertThat(servedName(server.port())).isEqualTo("CN=one");
        }
    }

    @Test
    void pemWithAPassphraseIsServed() throws Exception {
        PemIdentity locked =
                new PemIdentity(
                        dir.resolve("one.crt"),
                        dir.resolve("one-locked.key"),
                        Optional.of(new Secret("changeit")));
        TlsSettings tls =
                settings(
                        Optional.of(locked),
                        Optional.empty(),
                        ClientAuthentication.NONE,
                        List.of("TLSv1.3"),
                        List.of());
        try (TestServer server = start(tls)) {
            assertThat(status(server.port(), false)).isEqualTo(200);
        }
    }

    @Test
    void pkcs12IsServed() throws Exception {
        Store store = new Store(dir.resolve("one.p12"), Optional.of(new Secret("changeit")));
        TlsSettings tls =
                settings(
                        Optional.empty(),
                        Optional.of(store),
                        ClientAuthentication.NONE,
                        List.of("TLSv1.2", "TLSv1.3"),
                        List.of());
        try (TestServer server = start(tls)) {
            assertThat(status(server.port(), false)).isEqualTo(200);
        }
    }

    @Test
    void requiredClientCertificateIsRequired() throws Exception {
        try (TestServer server = start(pem("one", ClientAuthentication.REQUIRED))) {
            assertThat(status(server.port(), true)).isEqualTo(200);
            assertThatThrownBy(() -> status(server.port(), false))
                    .isInstanceOfAny(IOException.class);
        }
    }

    @Test
    void optionalClientCertificateIsOptional() throws Exception {
        try (TestServer server = start(pem("one", ClientAuthentication.OPTIONAL))) {
            assertThat(status(server.port(), true)).isEqualTo(200);
            assertThat(status(server.port(), false)).isEqualTo(200);
        }
    }

    @Test
    void otherProtocolsAndSuitesAreRefused() throws Exception {
        TlsSettings tls =
                settings(
                        Optional.of(
                                new PemIdentity(
                                        dir.resolve("one.crt"),
                                        dir.resolve("one.key"),
                                        Optional.empty())),
                        Optional.empty(),
                        ClientAuthentication.NONE,
                        List.of("TLSv1.2"),
                        List.of("ECDHE-RSA-AES256-GCM-SHA384", "NO-SUCH-SUITE", "!aNULL"));
        try (TestServer server = start(tls)) {
            assertThatThrownBy(() -> status(server.port(), false, "TLSv1.3"))
                    .isInstanceOf(SSLException.class);
            try (SSLSocket socket = connect(server.port(), false)) {
                socket.startHandshake();
                assertThat(socket.getSession().getCipherSuite())
                        .isEqualTo("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");
            }
        }
    }

    @Test
    void reloadServesTheNewCertificateAndKeepsTheOldOneWhenTheNewIsBad() throws Exception {
        for (String end : List.of(".crt", ".key")) {
            Files.copy(dir.resolve("one" + end), dir.resolve("live" + end));
        }
        try (TestServer server = start(pem("live", ClientAuthentication.NONE))) {
            assertThat(servedName(server.port())).isEqualTo("CN=one");
            for (String end : List.of(".crt", ".key")) {
                Files.copy(
                        dir.resolve("two" + end),
                        dir.resolve("live" + end),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            server.http.reloadTls();
            assertThat(servedName(server.port())).isEqualTo("CN=two");
            Files.writeString(dir.resolve("live.key"), "nonsense");
            assertThatThrownBy(server.http::reloadTls).isInstanceOf(TlsUnusableException.class);
            assertThat(servedName(server.port())).isEqualTo("CN=two");
        }
    }

    @Test
    void unusableFilesStopTheStartAndAreNamed() {
        assertThatThrownBy(() -> start(pem("absent", ClientAuthentication.NONE)))
                .isInstanceOf(TlsUnusableException.class)
                .hasMessageContaining("absent.crt");
    }

    @Test
    void wrongPassphraseIsNotSaid() {
        PemIdentity locked =
                new PemIdentity(
                        dir.resolve("one.crt"),
                        dir.resolve("one-locked.key"),
                        Optional.of(new Secret("wrong-passphrase")));
        TlsSettings tls =
                settings(
                        Optional.of(locked),
                        Optional.empty(),
                        ClientAuthentication.NONE,
                        List.of("TLSv1.3"),
                        List.of());
        assertThatThrownBy(() -> start(tls))
                .isInstanceOf(TlsUnusableException.class)
                .hasMessageContaining("one-locked.key")
                .hasMessageNotContaining("wrong-passphrase");
    }

    @Test
    void silentClientThatLeavesCancelsBehindTlsToo() throws Exception {
        try (TestServer server = start(pem("one", ClientAuthentication.NONE))) {
            RawClient client = new RawClient(connect(server.port(), false));
            client.send("GET /api/slow HTTP/1.1\nHost: x\n" + TestServer.AUTH + "\n\n");
            assertThat(server.running.await(60, TimeUnit.SECONDS)).isTrue();
            client.close();
            assertThat(server.cancelled.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void plainPortSendsToTheSecureOne() throws Exception {
        TestSettings settings = new TestSettings();
        settings.tls = pem("one", ClientAuthentication.NONE);
        settings.redirectHttpFromPort = Optional.of(0);
        try (TestServer server = new TestServer(settings)) {
            RawClient.Reply reply =
                    RawClient.exchange(
                            server.http.redirectingPort().orElseThrow(),
                            "GET /s/ops/api/thing/a%20b?x=1 HTTP/1.1\nHost: patchbay.test:80\n"
                                    + "Connection: close\n\n");
            assertThat(reply.status()).isEqualTo(302);
            assertThat(reply.headers())
                    .containsEntry(
                            "location",
                            "https://patchbay.test:"
                                    + server.port()
                                    + "/s/ops/api/thing/a%20b?x=1");
        }
    }

    @Test
    void stalledHandshakeIsCutOff() throws Exception {
        TestSettings settings = new TestSettings();
        settings.tls = pem("one", ClientAuthentication.NONE);
        settings.payloadTimeout = Duration.ofMillis(500);
        try (TestServer server = new TestServer(settings);
                RawClient client = new RawClient(server.port())) {
            client.sendBytes(new byte[] {0x16, 3, 1, 1, 0, 1});
            assertThat(client.atEnd()).isTrue();
        }
    }
}
