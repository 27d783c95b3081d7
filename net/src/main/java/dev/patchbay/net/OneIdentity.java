package dev.patchbay.net;

import dev.patchbay.sdk.http.TlsOptions.ClientIdentity;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * The one client certificate of a connector, offered to whoever asks for one, as Node does it; the
 * JDK's own manager keeps it back when the server's list of authorities does not name the issuer.
 */
final class OneIdentity extends X509ExtendedKeyManager {

    private static final String ALIAS = "client";

    private final PrivateKey key;
    private final X509Certificate[] chain;

    private OneIdentity(PrivateKey key, List<X509Certificate> chain) {
        this.key = key;
        this.chain = chain.toArray(X509Certificate[]::new);
    }

    static OneIdentity of(ClientIdentity identity) throws TlsMaterialException {
        return switch (identity) {
            case ClientIdentity.Pem pem ->
                    new OneIdentity(
                            PemMaterial.key(pem.key(), pem.passphrase()),
                            PemMaterial.certificates(pem.certificates()));
            case ClientIdentity.Pfx pfx -> ofPfx(pfx);
        };
    }

    private static OneIdentity ofPfx(ClientIdentity.Pfx pfx) throws TlsMaterialException {
        char[] password =
                pfx.passphrase().map(secret -> secret.reveal().toCharArray()).orElse(new char[0]);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(pfx.file()), password);
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password) instanceof PrivateKey key) {
                    Certificate[] chain = store.getCertificateChain(alias);
                    return new OneIdentity(
                            key, List.of(chain).stream().map(X509Certificate.class::cast).toList());
                }
            }
            throw new TlsMaterialException(
                    "ERR_CRYPTO_OPERATION_FAILED", "Unable to load PFX certificate");
        } catch (IOException e) {
            throw e.getCause() instanceof GeneralSecurityException
                    ? new TlsMaterialException("ERR_CRYPTO_OPERATION_FAILED", "mac verify failure")
                    : new TlsMaterialException("ERR_CRYPTO_OPERATION_FAILED", "not enough data");
        } catch (GeneralSecurityException e) {
            throw new TlsMaterialException("ERR_CRYPTO_OPERATION_FAILED", "mac verify failure");
        }
    }

    @Override
    public String chooseClientAlias(
            String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return ALIAS;
    }

    @Override
    public String chooseEngineClientAlias(
            String[] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return ALIAS;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return chain.clone();
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return key;
    }

    @Override
    public String[] getClientAliases(String type, Principal @Nullable [] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(
            String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
