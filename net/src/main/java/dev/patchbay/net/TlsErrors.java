package dev.patchbay.net;

import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Reason;

import java.io.EOFException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

/** The words of Node and OpenSSL for what the JDK says of TLS. */
final class TlsErrors {

    private static final Pattern ALERT = Pattern.compile("fatal alert: (\\w+)");

    /**
     * Alerts with which a server turns down a client in the handshake. In TLS 1.3 the client is
     * done first and its request is on the way when they come; the server has not read it.
     */
    private static final Set<String> REFUSALS =
            Set.of(
                    "access_denied",
                    "bad_certificate",
                    "certificate_expired",
                    "certificate_required",
                    "certificate_revoked",
                    "certificate_unknown",
                    "decrypt_error",
                    "handshake_failure",
                    "unknown_ca",
                    "unsupported_certificate");

    private TlsErrors() {}

    static HttpFailure of(SSLException e, Effect effect) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof PeerRefusedException refused) {
                return failure(refused.code(), String.valueOf(refused.getMessage()), effect);
            }
        }
        String text = String.valueOf(e.getMessage());
        String alert = alert(e);
        if (!alert.isEmpty()) {
            return failure("EPROTO", "ssl alert " + alert.replace('_', ' '), effect);
        }
        if (text.contains("Unsupported or unrecognized SSL message")) {
            return failure("ERR_SSL_WRONG_VERSION_NUMBER", "wrong version number", effect);
        }
        if (e.getCause() instanceof EOFException || text.contains("terminated the handshake")) {
            return failure(
                    "ECONNRESET",
                    "Client network socket disconnected before secure TLS connection was"
                            + " established",
                    effect);
        }
        return failure("EPROTO", text, effect);
    }

    /** Whether the server ended it because of who we are, which it does before it reads HTTP. */
    static boolean refusedUs(SSLException e) {
        return REFUSALS.contains(alert(e));
    }

    private static String alert(SSLException e) {
        Matcher matcher = ALERT.matcher(String.valueOf(e.getMessage()));
        return matcher.find() ? matcher.group(1) : "";
    }

    private static HttpFailure failure(String code, String text, Effect effect) {
        return new HttpFailure(Reason.TLS, effect, Optional.of(code), text);
    }
}
