package dev.patchbay.net;

import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Reason;

import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.zip.ZipException;

import javax.net.ssl.SSLException;

/**
 * The words of Node for what goes wrong on a network (contract/connectors-messaging-webhook.md,
 * section 1.5), and the reason that goes with them.
 */
final class NodeErrors {

    private NodeErrors() {}

    static HttpFailure invalidUrl() {
        return configuration("ERR_INVALID_URL", "Invalid URL");
    }

    static HttpFailure unsupportedProtocol(String scheme) {
        return configuration("ERR_BAD_REQUEST", "Unsupported protocol " + scheme + ":");
    }

    static HttpFailure configuration(String code, String text) {
        return new HttpFailure(Reason.CONFIGURATION, Effect.NONE, Optional.of(code), text);
    }

    static HttpFailure blocked(String text) {
        return new HttpFailure(Reason.BLOCKED, Effect.NONE, Optional.empty(), text);
    }

    static HttpFailure redirection(String text) {
        return new HttpFailure(
                Reason.BLOCKED,
                Effect.NONE,
                Optional.of("ERR_FR_REDIRECTION_FAILURE"),
                "Redirected request failed: " + text);
    }

    static HttpFailure tooManyRedirects() {
        return new HttpFailure(
                Reason.BLOCKED,
                Effect.NONE,
                Optional.of("ERR_FR_TOO_MANY_REDIRECTS"),
                "Maximum number of redirects exceeded");
    }

    static HttpFailure timeout(long millis, Effect effect) {
        return new HttpFailure(
                Reason.TIMEOUT,
                effect,
                Optional.of("ECONNABORTED"),
                "timeout of " + millis + "ms exceeded");
    }

    static HttpFailure cancelled(Effect effect) {
        return network("ERR_CANCELED", "canceled", effect);
    }

    static HttpFailure tooLarge(long limit, int status) {
        return new HttpFailure(
                Reason.TOO_LARGE,
                status < 300 ? Effect.APPLIED : Effect.NONE,
                Optional.of("ERR_BAD_RESPONSE"),
                "maxContentLength size of " + limit + " exceeded");
    }

    static HttpFailure unresolved(String host, UnknownHostException e) {
        String text = String.valueOf(e.getMessage());
        String code = text.contains("Temporary failure") ? "EAI_AGAIN" : "ENOTFOUND";
        return network(code, "getaddrinfo " + code + " " + host, Effect.NONE);
    }

    static HttpFailure unconnected(InetSocketAddress to, IOException e) {
        String text = String.valueOf(e.getMessage());
        String code;
        if (e instanceof SocketTimeoutException || text.contains("timed out")) {
            code = "ETIMEDOUT";
        } else if (text.contains("Network is unreachable")) {
            code = "ENETUNREACH";
        } else if (e instanceof NoRouteToHostException) {
            code = "EHOSTUNREACH";
        } else if (e instanceof ConnectException || text.contains("refused")) {
            code = "ECONNREFUSED";
        } else if (text.contains("reset")) {
            code = "ECONNRESET";
        } else if (text.contains("Too many open files")) {
            code = "EMFILE";
        } else {
            code = "EACCES";
        }
        String at = Addresses.text(to.getAddress()) + ":" + to.getPort();
        return network(code, "connect " + code + " " + at, Effect.NONE);
    }

    /** A handshake, with a proxy or a target, that came to nothing. */
    static HttpFailure handshake(IOException e) {
        return e instanceof SSLException ssl
                ? TlsErrors.of(ssl, Effect.NONE)
                : network("ECONNRESET", "read ECONNRESET", Effect.NONE);
    }

    /**
     * Something broke after the request had begun to be sent.
     *
     * @param status of the answer whose body broke off; 0 when none had come
     */
    static HttpFailure broken(Exception e, int status, boolean first) {
        Effect effect = status >= 300 ? Effect.ofStatus(status) : Effect.UNKNOWN;
        return switch (e) {
            case SSLException ssl ->
                    TlsErrors.of(
                            ssl,
                            first && status == 0 && TlsErrors.refusedUs(ssl)
                                    ? Effect.NONE
                                    : effect);
            case LinkInput.HeadTooLongException _, MessageConstraintException _ ->
                    network("HPE_HEADER_OVERFLOW", "Parse Error: Header overflow", effect);
            case ZipException _ -> undecodable("Z_DATA_ERROR", "incorrect header check", status);
            case EOFException _ when status > 0 ->
                    undecodable("Z_BUF_ERROR", "unexpected end of file", status);
            case NoHttpResponseException _ -> network("ECONNRESET", "socket hang up", effect);
            case ConnectionClosedException _ when status > 0 -> aborted(effect);
            case ConnectionClosedException _ -> network("ECONNRESET", "socket hang up", effect);
            case HttpException _ ->
                    network("HPE_INVALID_CONSTANT", "Parse Error: Expected HTTP/", effect);
            default ->
                    status > 0 ? aborted(effect) : network("ECONNRESET", "read ECONNRESET", effect);
        };
    }

    /** The target has answered; only its receipt cannot be read. */
    private static HttpFailure undecodable(String code, String text, int status) {
        return network(code, text, status < 300 ? Effect.APPLIED : Effect.ofStatus(status));
    }

    private static HttpFailure aborted(Effect effect) {
        return network("ERR_BAD_RESPONSE", "stream has been aborted", effect);
    }

    static HttpFailure network(String code, String text, Effect effect) {
        return new HttpFailure(Reason.NETWORK, effect, Optional.of(code), text);
    }
}
