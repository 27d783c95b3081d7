package dev.patchbay.net;

import dev.patchbay.sdk.connector.AllowedHosts;
import dev.patchbay.sdk.http.Cancellation;
import dev.patchbay.sdk.http.HttpCall;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.http.HttpResult;
import dev.patchbay.sdk.http.HttpTransport;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.transport.AttemptScope;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** HTTP for one attempt: allow-list, redirects, deadline, cancellation, redaction. Thread-safe. */
final class AttemptHttp implements HttpTransport {

    private final NetworkParts parts;
    private final AttemptScope scope;
    private final AtomicLong requestBytes = new AtomicLong();

    /** Mostly one. */
    private final List<Exchange> running = new ArrayList<>(1);

    private volatile boolean effectfulRequestSent;
    private boolean closed;

    AttemptHttp(NetworkParts parts, AttemptScope scope) {
        this.parts = parts;
        this.scope = scope;
    }

    long requestBytes() {
        return requestBytes.get();
    }

    boolean effectfulRequestSent() {
        return effectfulRequestSent;
    }

    /** Gives up what is under way and refuses what comes later. */
    void close() {
        List<Exchange> left;
        synchronized (running) {
            closed = true;
            left = List.copyOf(running);
        }
        left.forEach(exchange -> exchange.abort(Exchange.Abort.CANCELLED));
    }

    @Override
    public HttpResult send(HttpCall call) {
        return switch (attempt(call)) {
            case HttpReply reply -> reply;
            case HttpFailure failure -> redacted(failure);
        };
    }

    private HttpResult attempt(HttpCall call) {
        WebUrl url = parts.urls().parse(call.url());
        if (!parts.allowList().allows(url)) {
            return NodeErrors.blocked(AllowedHosts.refusedUrl(call.url()));
        }
        if (url == null) {
            parts.proxies().unparsable(Redaction.redact(call.url(), scope.secretValues()));
            return NodeErrors.invalidUrl();
        }
        if (!url.web()) {
            return NodeErrors.unsupportedProtocol(url.scheme());
        }
        Optional<HttpFailure> violation = RequestHead.violation(call.method(), call.headers());
        if (violation.isPresent()) {
            return violation.get();
        }
        url.userInfo().ifPresent(this::isSecret);
        Supplier<TlsContext> tls;
        try {
            tls = parts.targetTls(url, call.tls());
        } catch (TlsMaterialException e) {
            return NodeErrors.configuration(e.code(), String.valueOf(e.getMessage()));
        }
        Exchange exchange = new Exchange(parts.clock().nanoTime(), parts.timeoutMillis(call));
        began(exchange);
        parts.watchdog().watch(exchange);
        try (Cancellation.Registration _ =
                scope.cancellation().onCancel(() -> exchange.abort(Exchange.Abort.CANCELLED))) {
            Hop hop = new Hop(call.method(), url, call.headers(), call.body());
            return follow(call, hop, tls, exchange);
        } finally {
            parts.watchdog().forget(exchange);
            ended(exchange);
        }
    }

    private void began(Exchange exchange) {
        synchronized (running) {
            if (!closed) {
                running.add(exchange);
                return;
            }
        }
        exchange.abort(Exchange.Abort.CANCELLED);
    }

    private void ended(Exchange exchange) {
        synchronized (running) {
            running.remove(exchange);
        }
    }

    private HttpResult follow(
            HttpCall call, Hop first, Supplier<TlsContext> tls, Exchange exchange) {
        Hop hop = first;
        boolean mayHaveActed = false;
        for (int followed = 0; ; followed++) {
            HttpResult result = run(call, hop, tls, exchange);
            if (!(result instanceof HttpReply reply)) {
                return settled((HttpFailure) result, followed > 0, mayHaveActed);
            }
            Optional<String> location = Redirects.location(reply);
            if (location.isEmpty() || call.redirects() == 0) {
                return reply;
            }
            if (followed == call.redirects()) {
                return NodeErrors.tooManyRedirects();
            }
            WebUrl to = hop.url().resolve(location.get());
            if (to == null) {
                return NodeErrors.redirection("Invalid URL");
            }
            if (!to.web()) {
                return NodeErrors.redirection("Unsupported protocol " + to.scheme() + ":");
            }
            if (!parts.allowList().allowsHost(to.host().name())) {
                return NodeErrors.redirection(AllowedHosts.refusedHost(to.host().name()));
            }
            mayHaveActed |= Redirects.becomesGet(reply.status(), hop.method());
            hop = Redirects.next(hop, reply.status(), to, scope.secretValues());
        }
    }

    private HttpResult run(HttpCall call, Hop hop, Supplier<TlsContext> tls, Exchange exchange) {
        Optional<TlsContext> context =
                hop.url().secure() ? Optional.of(tls.get()) : Optional.empty();
        HttpResult result =
                parts.runner()
                        .run(
                                hop,
                                parts.proxies().of(hop.url()),
                                context,
                                exchange,
                                bytes -> {
                                    requestBytes.addAndGet(bytes);
                                    if (!call.handshake()) {
                                        effectfulRequestSent = true;
                                    }
                                });
        Exchange.Abort abort = exchange.aborted();
        if (abort == null || result instanceof HttpReply) {
            return result;
        }
        Effect effect = effect(exchange);
        return switch (abort) {
            case DEADLINE -> NodeErrors.timeout(exchange.timeoutMillis(), effect);
            case CANCELLED -> NodeErrors.cancelled(effect);
        };
    }

    /** Of an exchange that was cut off. */
    private static Effect effect(Exchange exchange) {
        if (!exchange.sent()) {
            return Effect.NONE;
        }
        return exchange.status() >= 300 ? Effect.ofStatus(exchange.status()) : Effect.UNKNOWN;
    }

    /**
     * A refusal on the way of a redirect reads as one; and where a POST was answered by "see
     * there", it may have been carried out before what then failed.
     */
    private static HttpFailure settled(
            HttpFailure failure, boolean redirected, boolean mayHaveActed) {
        return switch (failure.reason()) {
            case BLOCKED -> redirected ? NodeErrors.redirection(failure.message()) : failure;
            case NETWORK, TLS, TIMEOUT ->
                    mayHaveActed && failure.effect().equals(Effect.NONE)
                            ? new HttpFailure(
                                    failure.reason(),
                                    Effect.UNKNOWN,
                                    failure.code(),
                                    failure.message())
                            : failure;
            default -> failure;
        };
    }

    private void isSecret(String userInfo) {
        scope.secretValues().add(userInfo.substring(userInfo.indexOf(':') + 1));
    }

    private HttpFailure redacted(HttpFailure failure) {
        return new HttpFailure(
                failure.reason(),
                failure.effect(),
                failure.code(),
                Redaction.redact(failure.message(), scope.secretValues()));
    }
}
