package dev.patchbay.net;

import java.util.Optional;

/**
 * What two calls must have in common to share a connection.
 *
 * @param scheme of the target
 * @param target host and port; empty when a proxy forwards, which takes requests for any host
 * @param proxy scheme, host and port; empty when direct
 * @param tls what the target's certificate is judged by and who we are to it; empty without TLS
 */
record LinkKey(String scheme, String target, String proxy, String tls) {

    static LinkKey of(WebUrl url, Optional<ProxyRoute> proxy, Optional<TlsContext> tls) {
        if (proxy.isEmpty() && tls.isEmpty()) {
            return url.direct();
        }
        boolean forwarded = proxy.isPresent() && !url.secure();
        return new LinkKey(
                url.scheme(),
                forwarded ? "" : url.hostAndPort(),
                proxy.map(route -> route.url().scheme() + "://" + route.url().hostAndPort())
                        .orElse(""),
                tls.map(TlsContext::id).orElse(""));
    }
}
