package dev.patchbay.net;

import dev.patchbay.sdk.http.BasicAuthentication;
import dev.patchbay.sdk.http.Headers;
import dev.patchbay.sdk.http.HttpFailure;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BufferedHeader;
import org.apache.hc.core5.util.CharArrayBuffer;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Makes the request that goes on the wire: checks the caller's headers, adds ours. */
final class RequestHead {

    /**
     * Framing and the hop itself are ours; a body is sent at once, whatever {@code Expect} says.
     */
    private static final Set<String> OURS =
            Set.of(
                    "connection",
                    "content-length",
                    "expect",
                    "keep-alive",
                    "proxy-authorization",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    private static final Header KEEP_ALIVE = formatted("Connection", "keep-alive");
    private static final Header ACCEPT = formatted("Accept", "application/json, text/plain, */*");
    private static final Header ACCEPT_ENCODING = formatted("Accept-Encoding", Decoding.ACCEPTED);

    private static final Set<String> BODYLESS = Set.of("GET", "HEAD", "DELETE", "OPTIONS", "TRACE");

    private static final String TOKEN = "!#$%&'*+-.^_`|~";

    private RequestHead() {}

    /** Why method or headers cannot be sent: a line break in a value would begin a new header. */
    static Optional<HttpFailure> violation(String method, Headers headers) {
        if (!token(method)) {
            return Optional.of(
                    NodeErrors.configuration(
                            "ERR_INVALID_HTTP_TOKEN", "Method must be a valid HTTP token"));
        }
        for (Headers.Field field : headers.fields()) {
            if (!token(field.name())) {
                return Optional.of(
                        NodeErrors.configuration(
                                "ERR_INVALID_HTTP_TOKEN",
                                "Header name must be a valid HTTP token"));
            }
            if (!visible(field.value())) {
                return Optional.of(
                        NodeErrors.configuration(
                                "ERR_INVALID_CHAR",
                                "Invalid character in header content [\"" + field.name() + "\"]"));
            }
        }
        return Optional.empty();
    }

    /** A header as it goes on the wire; only read from then on. */
    private static Header formatted(String name, String value) {
        CharArrayBuffer line = new CharArrayBuffer(64);
        line.append(name + ": " + value);
        try {
            return new BufferedHeader(line);
        } catch (ParseException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    /** The request for one hop. */
    static WireRequest of(
            Hop hop, Optional<ProxyRoute> forwarder, String userAgent, BodyCounter counter) {
        WebUrl url = hop.url();
        WireRequest request =
                new WireRequest(
                        hop.method(), forwarder.isPresent() ? url.absolute() : url.target());
        Headers headers = hop.headers();
        request.addHeader("Host", headers.first("Host").orElse(url.authority()));
        request.addHeader(KEEP_ALIVE);
        boolean accept = false;
        boolean agent = false;
        boolean encoding = false;
        boolean authorization = false;
        for (Headers.Field field : headers.fields()) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (name.equals("host") || OURS.contains(name)) {
                continue;
            }
            accept |= name.equals("accept");
            agent |= name.equals("user-agent");
            authorization |= name.equals("authorization");
            if (name.equals("accept-encoding")) {
                // What a peer sends must be what we can decode.
                encoding = field.value().equalsIgnoreCase("identity");
                if (!encoding) {
                    continue;
                }
            }
            request.addHeader(field.name(), field.value());
        }
        if (!accept) {
            request.addHeader(ACCEPT);
        }
        if (!agent) {
            request.addHeader("User-Agent", userAgent);
        }
        if (!encoding) {
            request.addHeader(ACCEPT_ENCODING);
        }
        if (!authorization && url.userInfo().isPresent()) {
            String[] parts = url.userInfo().get().split(":", 2);
            request.addHeader("Authorization", BasicAuthentication.header(parts[0], parts[1]));
        }
        forwarder.ifPresent(proxy ->
                proxy.headers()
                        .fields()
                        .forEach(field -> request.addHeader(field.name(), field.value())));
        body(hop, request, counter);
        return request;
    }

    private static void body(Hop hop, WireRequest request, BodyCounter counter) {
        if (hop.body().isPresent()) {
            byte[] bytes = hop.body().get();
            request.addHeader("Content-Length", Integer.toString(bytes.length));
            request.setEntity(new ByteArrayEntity(bytes, null));
            counter.add(bytes.length);
        } else if (!BODYLESS.contains(hop.method())) {
            request.addHeader("Content-Length", "0");
        }
    }

    /** Counts body bytes that are about to be sent. */
    @FunctionalInterface
    interface BodyCounter {
        void add(int bytes);
    }

    private static boolean token(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && TOKEN.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean visible(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\t' && (c < 0x20 || c > 0xFF || c == 0x7F)) {
                return false;
            }
        }
        return true;
    }
}
