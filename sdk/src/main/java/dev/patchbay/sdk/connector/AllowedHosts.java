package dev.patchbay.sdk.connector;

import java.util.Optional;

/**
 * {@code xpack.actions.allowedHosts} (contract/settings.md, section 2.1). The URL parser is the one
 * that the HTTP client uses. Thread-safe.
 */
public interface AllowedHosts {

    /**
     * The host name of a URL as the client would use it: lower case, without brackets; empty when
     * it does not parse.
     */
    Optional<String> hostName(String url);

    /**
     * Whether the URL's host is on the list; an unparsable URL only when the list holds {@code *}.
     */
    boolean allowsUrl(String url);

    /** Whether the host is on the list. */
    boolean allowsHost(String host);

    /** {@code target url "<url>" is not added to the Kibana config xpack.actions.allowedHosts}. */
    static String refusedUrl(String url) {
        return "target url \""
                + url
                + "\" is not added to the Kibana config xpack.actions.allowedHosts";
    }

    /**
     * {@code target hostname "<host>" is not added to the Kibana config
     * xpack.actions.allowedHosts}.
     */
    static String refusedHost(String host) {
        return "target hostname \""
                + host
                + "\" is not added to the Kibana config xpack.actions.allowedHosts";
    }
}
