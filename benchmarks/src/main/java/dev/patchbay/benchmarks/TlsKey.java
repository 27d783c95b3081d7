package dev.patchbay.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A self-signed certificate of this run, made by the JDK's keytool. */
final class TlsKey {

    private static final char[] PASSWORD = "benchmark".toCharArray();

    private TlsKey() {}

    /** A listening socket that presents it. */
    static ServerSocket listen(Path folder) throws IOException {
        Path file = folder.resolve("target.p12");
        if (!Files.exists(file)) {
            ChildProcess.start(
                            "keytool",
                            new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "keytool")
                                            .toString(),
                                    "-genkeypair",
                                    "-alias",
                                    "target",
                                    "-keyalg",
                                    "EC",
                                    "-dname",
                                    "CN=127.0.0.1",
                                    "-ext",
                                    "san=ip:127.0.0.1",
                                    "-validity",
                                    "2",
                                    "-storetype",
                                    "PKCS12",
                                    "-keystore",
                                    file.toString(),
                                    "-storepass",
                                    new String(PASSWORD)),
                            folder.resolve("keytool.log"))
                    .awaitEnd(Duration.ofSeconds(30));
        }
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD);
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context.getServerSocketFactory()
                    .createServerSocket(0, 4_096, InetAddress.getByName(Ports.LOOPBACK));
        } catch (GeneralSecurityException e) {
            throw new IOException("no TLS key", e);
        }
    }
}
