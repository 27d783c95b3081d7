package dev.patchbay.server.http;

import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.server.settings.TlsSettings;

import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import javax.net.ssl.SSLContext;

/** {@code server.ssl.*} for Jetty: PEM or PKCS#12, client certificates, protocols, suites. */
final class ServerTls {

    private static final Logger LOG = LoggerFactory.getLogger("http");
    private static final String PKCS12 = "PKCS12";
    private static final char[] IN_MEMORY = "in-memory".toCharArray();

    private ServerTls() {}

    /**
     * A factory with everything loaded.
     *
     * @throws TlsUnusableException when a file cannot be read or a password is wrong
     */
    static SslContextFactory.Server factory(TlsSettings settings) throws TlsUnusableException {
        SslContextFactory.Server factory = new SslContextFactory.Server();
        configure(factory, settings);
        return factory;
    }

    /** Loads the files again into a running factory; what cannot be used leaves it as it was. */
    static void reload(SslContextFactory.Server factory, TlsSettings settings)
            throws TlsUnusableException {
        factory(settings);
        try {
            factory.reload(again -> {
                try {
                    configure((SslContextFactory.Server) again, settings);
                } catch (TlsUnusableException e) {
                    throw new IllegalStateException(e);
                }
            });
        } catch (Exception e) {
            throw new TlsUnusableException("the TLS files cannot be used: " + e.getMessage());
        }
    }

    private static void configure(SslContextFactory.Server factory, TlsSettings settings)
            throws TlsUnusableException {
        try {
            identity(factory, settings);
            KeyStore trusted = trusted(settings);
            if (trusted != null) {
                factory.setTrustStore(trusted);
            }
            factory.setSniRequired(false);
            factory.setNeedClientAuth(
                    settings.clientAuthentication() == TlsSettings.ClientAuthentication.REQUIRED);
            factory.setWantClientAuth(
                    settings.clientAuthentication() == TlsSettings.ClientAuthentication.OPTIONAL);
            factory.setExcludeProtocols();
            factory.setIncludeProtocols(settings.supportedProtocols().toArray(String[]::new));
            ciphers(factory, settings);
        } catch (IOException | GeneralSecurityException e) {
            throw new TlsUnusableException(reason(e));
        }
    }

    private static String reason(Exception e) {
        return e instanceof java.nio.file.NoSuchFileException
                ? "no such file: " + e.getMessage()
                : String.valueOf(e.getMessage());
    }

    private static void identity(SslContextFactory.Server factory, TlsSettings settings)
            throws IOException, GeneralSecurityException {
        if (settings.keystore().isPresent()) {
            TlsSettings.Store store = settings.keystore().get();
            factory.setKeyStore(load(store));
            factory.setKeyStorePassword(store.password().map(Secret::reveal).orElse(""));
            return;
        }
        TlsSettings.PemIdentity pem =
                settings.pem().orElseThrow(() -> new IOException("no certificate is configured"));
        List<X509Certificate> chain = PemFiles.certificates(pem.certificate());
        if (chain.isEmpty()) {
            throw new IOException("there is no certificate in " + pem.certificate());
        }
        PrivateKey key = PemFiles.key(pem.key(), pem.keyPassphrase());
        KeyStore store = KeyStore.getInstance(PKCS12);
        store.load(null, IN_MEMORY);
        store.setKeyEntry("server", key, IN_MEMORY, chain.toArray(Certificate[]::new));
        factory.setKeyStore(store);
        factory.setKeyStorePassword(new String(IN_MEMORY));
    }

    private static @Nullable KeyStore trusted(TlsSettings settings)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(PKCS12);
        store.load(null, IN_MEMORY);
        int count = 0;
        for (Path file : settings.authorities()) {
            for (X509Certificate authority : PemFiles.certificates(file)) {
                store.setCertificateEntry("authority-" + count++, authority);
            }
        }
        if (settings.truststore().isPresent()) {
            KeyStore file = load(settings.truststore().get());
            for (String alias : java.util.Collections.list(file.aliases())) {
                Certificate certificate = file.getCertificate(alias);
                if (certificate != null) {
                    store.setCertificateEntry("authority-" + count++, certificate);
                }
            }
        }
        return count == 0 ? null : store;
    }

    private static KeyStore load(TlsSettings.Store settings)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(PKCS12);
        try (InputStream in = Files.newInputStream(settings.path())) {
            store.load(in, settings.password().map(s -> s.reveal().toCharArray()).orElse(null));
        }
        return store;
    }

    private static void ciphers(SslContextFactory.Server factory, TlsSettings settings)
            throws GeneralSecurityException {
        if (settings.cipherSuites().isEmpty()) {
            return;
        }
        Set<String> supported =
                Set.of(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites());
        List<String> unknown = new ArrayList<>();
        List<String> suites = TlsCiphers.suites(settings.cipherSuites(), supported, unknown);
        if (!unknown.isEmpty()) {
            LOG.warn(
                    "server.ssl.cipherSuites: this runtime does not have {}",
                    String.join(", ", unknown));
        }
        factory.setExcludeCipherSuites();
        factory.setIncludeCipherSuites(suites.toArray(String[]::new));
    }
}
