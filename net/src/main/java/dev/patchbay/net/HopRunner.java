package dev.patchbay.net;

import dev.patchbay.sdk.http.HttpResult;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.time.Clock;

import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends one request over a kept or new link and reads the answer. Nothing is ever sent twice: a
 * kept link is looked at before it is used, and what breaks on it afterwards is reported as it is.
 * Thread-safe.
 */
final class HopRunner {

    private final IdleLinks idle;
    private final Dialer dialer;
    private final String userAgent;
    private final long limit;
    private final Clock clock;
    private final AtomicInteger leased = new AtomicInteger();
    private final AtomicInteger pending = new AtomicInteger();

    HopRunner(IdleLinks idle, Dialer dialer, String userAgent, long limit, Clock clock) {
        this.idle = idle;
        this.dialer = dialer;
        this.userAgent = userAgent;
        this.limit = limit;
        this.clock = clock;
    }

    NetworkStats stats() {
        return new NetworkStats(leased.get(), idle.size(), pending.get());
    }

    /** What is told to the attempt before a request begins to be sent. */
    @FunctionalInterface
    interface Sending {
        void body(int bytes);
    }

    /** The answer, or what went wrong; the exchange knows how far it came. */
    HttpResult run(
            Hop hop,
            Optional<ProxyRoute> proxy,
            Optional<TlsContext> tls,
            Exchange exchange,
            Sending sending) {
        exchange.beginHop();
        leased.incrementAndGet();
        LinkKey key = LinkKey.of(hop.url(), proxy, tls);
        Link link = null;
        boolean first = true;
        try {
            if (proxy.isPresent()) {
                dialer.judgeText(hop.url());
            }
            link = link(key, hop, proxy, tls, exchange);
            first = link.first();
            link.input().crumbs(new Crumbs(exchange, clock));
            Optional<ProxyRoute> forwarder = tls.isPresent() ? Optional.empty() : proxy;
            int[] bytes = new int[1];
            WireRequest request =
                    RequestHead.of(hop, forwarder, userAgent, count -> bytes[0] = count);
            exchange.sending();
            sending.body(bytes[0]);
            ClassicHttpResponse head = exchange(link, request);
            exchange.answered(head.getCode());
            AnswerReader.Read read = AnswerReader.reply(link, head, request, limit);
            link.input().crumbs(null);
            if (exchange.letGo() && read.reusable()) {
                idle.give(key, link, KeepAlive.seconds(head));
                link = null;
            }
            return read.result();
        } catch (FailedException e) {
            return e.result();
        } catch (IOException | HttpException e) {
            if (!first && exchange.status() == 0 && exchange.aborted() == null) {
                idle.distrust(key);
            }
            return exchange.sent()
                    ? NodeErrors.broken(e, exchange.status(), first)
                    : NodeErrors.network("ECONNRESET", "socket hang up", Effect.NONE);
        } finally {
            leased.decrementAndGet();
            if (link != null) {
                link.close();
            }
        }
    }

    private Link link(
            LinkKey key,
            Hop hop,
            Optional<ProxyRoute> proxy,
            Optional<TlsContext> tls,
            Exchange exchange)
            throws IOException {
        Link kept = idle.take(key);
        if (kept != null) {
            exchange.hold(kept);
            return kept;
        }
        pending.incrementAndGet();
        try {
            return dialer.open(hop.url(), proxy, tls, exchange);
        } finally {
            pending.decrementAndGet();
        }
    }

    /** A peer may answer and close before it has taken the whole body: then its answer counts. */
    private static ClassicHttpResponse exchange(Link link, WireRequest request)
            throws IOException, HttpException {
        @Nullable IOException unsent = null;
        try {
            link.sendRequestHeader(request);
            link.sendRequestEntity(request);
            link.flush();
        } catch (IOException e) {
            unsent = e;
        }
        // Where others are ready to run, a quick answer is there before it is waited for, and the
        // thread need not be parked and woken. Where nobody is, this does nothing.
        Thread.yield();
        try {
            ClassicHttpResponse head = AnswerReader.head(link);
            if (unsent != null) {
                head.setHeader("Connection", "close");
            }
            return head;
        } catch (IOException | HttpException e) {
            if (unsent != null) {
                throw unsent;
            }
            throw e;
        }
    }
}
