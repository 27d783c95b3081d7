package dev.patchbay.net;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.patchbay.sdk.http.TlsOptions.ClientIdentity;
import dev.patchbay.sdk.http.TlsOptions.VerificationMode;
import dev.patchbay.sdk.secret.Secret;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * TLS contexts by what they are made of: mode, authorities and client certificate, the last two as
 * hashes, the passphrase in them. A context is costly and holds the sessions that make the next
 * handshake short, so the {@value #MOST} used last are kept. Thread-safe.
 */
final class TlsContexts {

    private static final int MOST = 1000;

    /** Sessions kept in each context. */
    private static final int SESSIONS = 256;

    private final Cache<String, TlsContext> contexts =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(Duration.ofHours(1)).build();

    private volatile @Nullable X509ExtendedTrustManager publicAuthorities;

    /**
     * The context for this mode, these PEM authorities in place of the public ones, this client
     * certificate.
     */
    TlsContext of(
            VerificationMode mode, Optional<byte[]> authorities, Optional<ClientIdentity> identity)
            throws TlsMaterialException {
        String id =
                mode
                        + authorities.map(pem -> "-ca:" + hash(pem)).orElse("")
                        + identity.map(TlsContexts::hash).orElse("");
        TlsContext known = contexts.getIfPresent(id);
        if (known != null) {
            return known;
        }
        TlsContext made = make(id, mode, authorities, identity);
        // Of two that were made at the same time the first stays: its sessions are in use.
        TlsContext first = contexts.asMap().putIfAbsent(id, made);
        return first == null ? made : first;
    }

    /** The context for this mode, the public authorities and no client certificate. */
    TlsContext plain(VerificationMode mode) {
        try {
            return of(mode, Optional.empty(), Optional.empty());
        } catch (TlsMaterialException e) {
            throw new IllegalStateException("nothing was given that could be unreadable", e);
        }
    }

    private TlsContext make(
            String id,
            VerificationMode mode,
            Optional<byte[]> authorities,
            Optional<ClientIdentity> identity)
            throws TlsMaterialException {
        TrustManager trust =
                switch (mode) {
                    case NONE -> new AnyPeer();
                    case CERTIFICATE -> new PeerTrust(chains(authorities), false);
                    case FULL -> new PeerTrust(chains(authorities), true);
                };
        KeyManager[] keys =
                identity.isEmpty()
                        ? new KeyManager[0]
                        : new KeyManager[] {OneIdentity.of(identity.get())};
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, new TrustManager[] {trust}, null);
            context.getClientSessionContext().setSessionCacheSize(SESSIONS);
            return new TlsContext(id, context.getSocketFactory());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no TLS in this JVM", e);
        }
    }

    private X509ExtendedTrustManager chains(Optional<byte[]> authorities)
            throws TlsMaterialException {
        try {
            if (authorities.isEmpty()) {
                X509ExtendedTrustManager known = publicAuthorities;
                if (known == null) {
                    known = manager(null);
                    publicAuthorities = known;
                }
                return known;
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (X509Certificate certificate : PemMaterial.certificates(authorities.get())) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
            return manager(store);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("no trust manager in this JVM", e);
        }
    }

    private static X509ExtendedTrustManager manager(@Nullable KeyStore store)
            throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return extended;
            }
        }
        throw new NoSuchAlgorithmException("PKIX");
    }

    private static String hash(ClientIdentity identity) {
        return switch (identity) {
            case ClientIdentity.Pem pem ->
                    "-pem:" + hash(pem.certificates(), pem.key(), bytes(pem.passphrase()));
            case ClientIdentity.Pfx pfx -> "-pfx:" + hash(pfx.file(), bytes(pfx.passphrase()));
        };
    }

    /** No passphrase and an empty one differ. */
    private static byte[] bytes(Optional<Secret> passphrase) {
        return passphrase
                .map(secret -> ("=" + secret.reveal()).getBytes(StandardCharsets.UTF_8))
                .orElse(new byte[0]);
    }

    private static String hash(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : List.of(parts)) {
                digest.update((part.length + ":").getBytes(StandardCharsets.US_ASCII));
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
