package dev.patchbay.net;

import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.jspecify.annotations.Nullable;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Judges a server's certificate: the chain by the JDK, then dates, then, in mode {@code full}, the
 * name, all inside the handshake and so before anything is sent. Refuses in Node's words.
 * Thread-safe.
 */
final class PeerTrust extends X509ExtendedTrustManager {

    private static final DefaultHostnameVerifier NAMES = new DefaultHostnameVerifier();

    private final X509ExtendedTrustManager chains;
    private final boolean checkName;

    PeerTrust(X509ExtendedTrustManager chains, boolean checkName) {
        this.chains = chains;
        this.checkName = checkName;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        try {
            chains.checkServerTrusted(chain, authType, socket);
            // A certificate that is its own authority is not looked at any further by the JDK.
            chain[0].checkValidity();
        } catch (CertificateException e) {
            throw PeerRefusedException.ofChain(chain, e);
        }
        if (checkName) {
            SSLSession session = ((SSLSocket) socket).getHandshakeSession();
            checkName(chain[0], session == null ? null : session.getPeerHost());
        }
    }

    private static void checkName(X509Certificate certificate, @Nullable String host)
            throws CertificateException {
        try {
            if (host == null) {
                throw new CertificateException("no host to check");
            }
            NAMES.verify(host, certificate);
        } catch (SSLException e) {
            throw PeerRefusedException.ofName(host == null ? "" : host, certificate);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw new CertificateException("needs the connection");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("needs the connection");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw new CertificateException("for clients only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("for clients only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("for clients only");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return chains.getAcceptedIssuers();
    }
}
