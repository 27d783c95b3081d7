package dev.patchbay.net;

import dev.patchbay.net.Reach.Reached;
import dev.patchbay.net.Reach.Unreachable;
import dev.patchbay.sdk.connector.AllowedHosts;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Reason;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Goes the way of a call up to the point where a request would be sent. Thread-safe. */
record Reacher(NetworkParts parts) {

    Reach web(String text, TlsOptions options, Duration timeout) {
        WebUrl url = WebUrl.parse(text);
        if (url == null) {
            return new Unreachable("no URL", Reason.CONFIGURATION, "Invalid URL");
        }
        if (!url.web()) {
            return failed(url, NodeErrors.unsupportedProtocol(url.scheme()));
        }
        try {
            Optional<TlsContext> tls =
                    url.secure()
                            ? Optional.of(parts.targetTls(url, options).get())
                            : Optional.empty();
            return reach(
                    url,
                    timeout,
                    (proxy, exchange) -> parts.dialer().open(url, proxy, tls, exchange));
        } catch (TlsMaterialException e) {
            return failed(url, NodeErrors.configuration(e.code(), String.valueOf(e.getMessage())));
        }
    }

    Reach mail(String hostName, int port, boolean secure, Duration timeout) {
        HostText host =
                HostText.parse(
                        hostName.indexOf(':') >= 0 && !hostName.startsWith("[")
                                ? "[" + hostName + "]"
                                : hostName);
        if (host == null) {
            return new Unreachable("no host", Reason.CONFIGURATION, "Invalid host name");
        }
        WebUrl url = new WebUrl(secure ? "smtps" : "smtp", host, port, "", Optional.empty());
        WebUrl asked = new WebUrl("smtp", host, port, "", Optional.empty());
        try {
            Optional<TlsContext> tls =
                    secure
                            ? Optional.of(
                                    parts.mailTls(
                                            asked, parts.proxies().of(asked).isPresent(), false))
                            : Optional.empty();
            return reach(
                    url,
                    timeout,
                    (proxy, exchange) ->
                            parts.dialer().wire(asked, proxy, tls, exchange).channel());
        } catch (TlsMaterialException e) {
            return failed(url, NodeErrors.configuration(e.code(), String.valueOf(e.getMessage())));
        }
    }

    /** Opens what is closed again at once. */
    private interface Opening {
        Closeable open(Optional<ProxyRoute> proxy, Exchange exchange) throws IOException;
    }

    private Reach reach(WebUrl url, Duration timeout, Opening opening) {
        if (!parts.allowList().allowsHost(url.host().name())) {
            return failed(url, NodeErrors.blocked(AllowedHosts.refusedHost(url.host().name())));
        }
        long begun = parts.clock().nanoTime();
        Exchange exchange = new Exchange(begun, timeout.toMillis());
        Optional<ProxyRoute> proxy = parts.proxies().of(url);
        @Nullable Closeable opened = null;
        parts.watchdog().watch(exchange);
        try {
            if (proxy.isPresent()) {
                parts.dialer().judgeText(url);
            }
            opened = opening.open(proxy, exchange);
            return new Reached(
                    url.toString(),
                    Duration.ofNanos(parts.clock().nanoTime() - begun),
                    proxy.map(route -> route.url().hostAndPort()));
        } catch (IOException e) {
            if (exchange.aborted() != null) {
                return failed(url, NodeErrors.timeout(exchange.timeoutMillis(), Effect.NONE));
            }
            return e instanceof FailedException failure
                            && failure.result() instanceof HttpFailure known
                    ? failed(url, known)
                    : new Unreachable(
                            url.toString(), Reason.NETWORK, "Connection closed unexpectedly");
        } finally {
            parts.watchdog().forget(exchange);
            if (opened != null) {
                Exchange.closeQuietly(opened);
            }
        }
    }

    private static Reach failed(WebUrl url, HttpFailure failure) {
        return new Unreachable(url.toString(), failure.reason(), failure.message());
    }
}
