package dev.patchbay.sdk.http;

import java.time.Duration;
import java.util.Optional;

/**
 * One request to send. Immutable.
 *
 * @param method upper case
 * @param url sent as it is; parsed once, by the parser that the client uses
 * @param body empty = no body at all
 * @param tls of the connector; a {@code customHostSettings} entry for the target wins over its mode
 *     and CA
 * @param timeout for the whole call; can only lengthen {@code xpack.actions.responseTimeout}
 * @param redirects how many redirects are followed, 0 for none
 * @param handshake whether the call belongs to getting ready (token, session, health) and is no
 *     effectful request
 */
public record HttpCall(
        String method,
        String url,
        Headers headers,
        Optional<byte[]> body,
        TlsOptions tls,
        Optional<Duration> timeout,
        int redirects,
        boolean handshake) {

    /** Redirects followed unless a type says otherwise (follow-redirects' default). */
    public static final int DEFAULT_REDIRECTS = 21;

    /** A call without headers and body. */
    public static HttpCall of(String method, String url) {
        return new HttpCall(
                method,
                url,
                Headers.EMPTY,
                Optional.empty(),
                TlsOptions.DEFAULT,
                Optional.empty(),
                DEFAULT_REDIRECTS,
                false);
    }

    /** With these headers. */
    public HttpCall withHeaders(Headers newHeaders) {
        return new HttpCall(method, url, newHeaders, body, tls, timeout, redirects, handshake);
    }

    /** With one header in place of those of the same name. */
    public HttpCall withHeader(String name, String value) {
        return withHeaders(headers.with(name, value));
    }

    /** With this body as it is. */
    public HttpCall withBody(byte[] bytes) {
        return new HttpCall(
                method, url, headers, Optional.of(bytes), tls, timeout, redirects, handshake);
    }

    /** With these TLS options. */
    public HttpCall withTls(TlsOptions newTls) {
        return new HttpCall(method, url, headers, body, newTls, timeout, redirects, handshake);
    }

    /** With a longer timeout than the configured one. */
    public HttpCall withTimeout(Duration longer) {
        return new HttpCall(
                method, url, headers, body, tls, Optional.of(longer), redirects, handshake);
    }

    /** Following at most this many redirects. */
    public HttpCall withRedirects(int most) {
        return new HttpCall(method, url, headers, body, tls, timeout, most, handshake);
    }

    /** As a call that belongs to getting ready. */
    public HttpCall asHandshake() {
        return new HttpCall(method, url, headers, body, tls, timeout, redirects, true);
    }

    /** Method and header names; the URL may be a secret. */
    @Override
    public String toString() {
        return "HttpCall[" + method + " " + headers + "]";
    }
}
