package dev.patchbay.net;

import org.apache.hc.client5.http.utils.DnsUtils;
import org.jspecify.annotations.Nullable;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** A server's certificate was refused; code and text are Node's. */
final class PeerRefusedException extends CertificateException {

    private static final int DNS = 2;
    private static final int IP = 7;

    private final String code;

    private PeerRefusedException(String code, String text) {
        super(text);
        this.code = code;
    }

    String code() {
        return code;
    }

    /** Why a chain was refused: dates if the JDK says so, else what the chain looks like. */
    static PeerRefusedException ofChain(X509Certificate[] chain, CertificateException why) {
        for (Throwable t = why; t != null; t = t.getCause()) {
            if (t instanceof CertificateExpiredException) {
                return new PeerRefusedException("CERT_HAS_EXPIRED", "certificate has expired");
            }
            if (t instanceof CertificateNotYetValidException) {
                return new PeerRefusedException(
                        "CERT_NOT_YET_VALID", "certificate is not yet valid");
            }
        }
        if (selfSigned(chain[0])) {
            return new PeerRefusedException(
                    "DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate");
        }
        if (selfSigned(chain[chain.length - 1])) {
            return new PeerRefusedException(
                    "SELF_SIGNED_CERT_IN_CHAIN", "self-signed certificate in certificate chain");
        }
        return new PeerRefusedException(
                "UNABLE_TO_VERIFY_LEAF_SIGNATURE", "unable to verify the first certificate");
    }

    /** The name does not fit. */
    static PeerRefusedException ofName(String host, X509Certificate certificate) {
        List<String> names = names(certificate, DNS, "DNS:");
        List<String> addresses = names(certificate, IP, "IP Address:");
        boolean literal = host.indexOf(':') >= 0 || Ipv4Text.endsInNumber(host);
        List<String> all = new ArrayList<>(names);
        all.addAll(addresses);
        String detail;
        if (literal) {
            detail =
                    "IP: "
                            + host
                            + " is not in the cert's list: "
                            + String.join(", ", names(certificate, IP, ""));
        } else if (all.isEmpty()) {
            detail = "Host: " + host + ". is not cert's CN: " + commonName(certificate);
        } else {
            detail =
                    "Host: "
                            + DnsUtils.normalize(host)
                            + ". is not in the cert's altnames: "
                            + String.join(", ", all);
        }
        return new PeerRefusedException(
                "ERR_TLS_CERT_ALTNAME_INVALID",
                "Hostname/IP does not match certificate's altnames: " + detail);
    }

    private static boolean selfSigned(X509Certificate certificate) {
        if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        PublicKey key = certificate.getPublicKey();
        try {
            certificate.verify(key);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static List<String> names(X509Certificate certificate, int type, String prefix) {
        List<String> found = new ArrayList<>();
        try {
            var entries = certificate.getSubjectAlternativeNames();
            if (entries != null) {
                for (List<?> entry : entries) {
                    if (entry.get(0).equals(type)) {
                        found.add(prefix + entry.get(1));
                    }
                }
            }
        } catch (CertificateParsingException e) {
            return found;
        }
        return found;
    }

    private static String commonName(X509Certificate certificate) {
        @Nullable String name = null;
        for (String part : certificate.getSubjectX500Principal().getName().split(",", -1)) {
            if (part.startsWith("CN=")) {
                name = part.substring(3);
            }
        }
        return name == null ? "" : name;
    }
}
