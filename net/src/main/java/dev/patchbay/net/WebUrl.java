package dev.patchbay.net;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * A URL as the WHATWG URL standard reads it, which is how Node does. The one parser of this module:
 * what it calls the host is what is judged, looked up, connected to and sent in {@code Host}; the
 * HTTP library is handed these parts and parses nothing. Immutable; what every call asks for is
 * made once.
 */
final class WebUrl {

    private final String scheme;
    private final HostText host;
    private final int port;
    private final String target;
    private final Optional<String> userInfo;
    private final String hostAndPort;
    private final String authority;
    private final LinkKey direct;

    WebUrl(String scheme, HostText host, int port, String target, Optional<String> userInfo) {
        this.scheme = scheme;
        this.host = host;
        this.port = port;
        this.target = target;
        this.userInfo = userInfo;
        hostAndPort = host.bracketed() + ":" + port;
        authority = port == defaultPort(scheme) ? host.bracketed() : hostAndPort;
        direct = new LinkKey(scheme, hostAndPort, "", "");
    }

    /** Lower case. */
    String scheme() {
        return scheme;
    }

    HostText host() {
        return host;
    }

    /** The given one, else that of the scheme, else −1. */
    int port() {
        return port;
    }

    /** Path and query as sent, beginning with {@code /}. */
    String target() {
        return target;
    }

    /** Percent-decoded {@code user:password}. */
    Optional<String> userInfo() {
        return userInfo;
    }

    /** The URL; null when it does not parse or has no host. */
    static @Nullable WebUrl parse(String text) {
        return new UrlReader(text).absolute();
    }

    /** A reference relative to this URL; null when it does not parse or has no host. */
    @Nullable WebUrl resolve(String reference) {
        return new UrlReader(reference).relativeTo(this);
    }

    /** Whether the transport speaks its scheme. */
    boolean web() {
        return secure() || scheme.equals("http");
    }

    /** Whether it goes over TLS. */
    boolean secure() {
        return scheme.equals("https");
    }

    /** Host and, unless it is the scheme's, port: the {@code Host} header. */
    String authority() {
        return authority;
    }

    /** Host and port, always both. */
    String hostAndPort() {
        return hostAndPort;
    }

    /** What calls to it share a connection by, without a proxy and without TLS. */
    LinkKey direct() {
        return direct;
    }

    /** The absolute form that a forward proxy wants, without user info. */
    String absolute() {
        return scheme + "://" + authority + target;
    }

    /** The port of a special scheme; −1 for others. */
    static int defaultPort(String scheme) {
        return switch (scheme) {
            case "http", "ws" -> 80;
            case "https", "wss" -> 443;
            case "ftp" -> 21;
            default -> -1;
        };
    }

    /** Host only: path, query and user info may be secret. */
    @Override
    public String toString() {
        return scheme + "://" + authority;
    }
}
