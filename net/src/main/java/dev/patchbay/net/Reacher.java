package dev.patchbay.net;

import dev.patchbay.net.MailSession.Hello;
import dev.patchbay.net.Reach.Encryption;
import dev.patchbay.net.Reach.Greeted;
import dev.patchbay.net.Reach.Reached;
import dev.patchbay.net.Reach.Unreachable;
import dev.patchbay.sdk.connector.AllowedHosts;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.http.TlsOptions.VerificationMode;
import dev.patchbay.sdk.mail.MailFailure;
import dev.patchbay.sdk.mail.MailServer;
import dev.patchbay.sdk.mail.MailServer.Security;
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

    Reach mail(MailServer server, boolean signsIn, Duration timeout) {
        return switch (MailRoad.to(server, signsIn, parts)) {
            case MailRoad.Closed(MailFailure failure) ->
                    failed(HeaderText.line(server.host()) + ":" + server.port(), failure);
            case MailRoad.Open road -> mail(road, timeout);
        };
    }

    private Reach mail(MailRoad.Open road, Duration timeout) {
        boolean secure = road.security() == Security.IMPLICIT;
        WebUrl asked = road.url();
        String target =
                new WebUrl(
                                secure ? "smtps" : "smtp",
                                asked.host(),
                                asked.port(),
                                "",
                                Optional.empty())
                        .toString();
        long begun = parts.clock().nanoTime();
        try (MailDeadlines deadlines =
                new MailDeadlines(parts.watchdog(), parts.clock(), timeout, timeout)) {
            return road.go(
                    deadlines,
                    wire -> {
                        deadlines.next(timeout, wire.channel());
                        return switch (new MailSession(parts.clock(), _ -> {})
                                .hello(road, wire, deadlines)) {
                            case Hello.Heard(boolean startTls) ->
                                    new Greeted(
                                            target,
                                            Duration.ofNanos(parts.clock().nanoTime() - begun),
                                            encryption(road.security(), startTls),
                                            road.mode() != VerificationMode.NONE,
                                            road.proxy().map(route -> route.url().hostAndPort()));
                            case Hello.Unheard(MailFailure failure) -> failed(target, failure);
                        };
                    },
                    failure -> failed(target, failure));
        }
    }

    private static Encryption encryption(Security security, boolean startTls) {
        return switch (security) {
            case IMPLICIT -> Encryption.IMPLICIT;
            case NEVER -> Encryption.NOT_WANTED;
            case OFFERED, REQUIRED -> startTls ? Encryption.STARTTLS : Encryption.NOT_OFFERED;
        };
    }

    private static Reach failed(String target, MailFailure failure) {
        return new Unreachable(target, failure.reason(), failure.text());
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
