package dev.patchbay.net;

import dev.patchbay.sdk.time.Clock;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Opens connections: looks the name up, asks the guard about each address and dials only those,
 * goes through the proxy, shakes hands, unless the target leaves others' handshakes unanswered (see
 * {@link HandshakeGate}). Failures come as {@link FailedException} with nothing done. Thread-safe.
 */
final class Dialer {

    private static final long LONGEST_TRY_NANOS = 10_000_000_000L;

    private final NameLookups names;
    private final AddressGuard guard;
    private final Dial dial;
    private final Supplier<TlsContext> proxyTls;
    private final String userAgent;
    private final Clock clock;
    private final HandshakeGate handshakes;

    Dialer(
            NameLookups names,
            AddressGuard guard,
            Dial dial,
            Supplier<TlsContext> proxyTls,
            String userAgent,
            Clock clock) {
        this.names = names;
        this.guard = guard;
        this.dial = dial;
        this.proxyTls = proxyTls;
        this.userAgent = userAgent;
        this.clock = clock;
        handshakes = new HandshakeGate(clock);
    }

    /**
     * Refuses a host that a proxy would be asked for; addresses of direct calls are judged later.
     */
    void judgeText(WebUrl url) throws FailedException {
        if (!guard.permitsByText(url.host())) {
            throw blocked(url.host().name());
        }
    }

    /** A link to the target, held by the exchange. */
    Link open(WebUrl url, Optional<ProxyRoute> proxy, Optional<TlsContext> tls, Exchange exchange)
            throws IOException {
        Tunnelling tunnel = tls.isPresent() ? this::openTunnel : (_, _, _) -> {};
        Wire wire = establish(new Way(url, proxy, tls, tunnel), exchange);
        return new Link(wire.channel(), wire.top(), clock.nanoTime());
    }

    /** A connected channel, and the socket to talk through: the channel's own or TLS over it. */
    record Wire(SocketChannel channel, Socket top) {}

    /**
     * A connection for a protocol that is not HTTP, held by the exchange; behind a proxy always
     * through a tunnel.
     */
    Wire wire(WebUrl url, Optional<ProxyRoute> proxy, Optional<TlsContext> tls, Exchange exchange)
            throws IOException {
        Tunnelling tunnel =
                (wire, to, through) -> MailTunnel.open(wire.top(), to, through, userAgent);
        return establish(new Way(url, proxy, tls, tunnel), exchange);
    }

    /** What is said to a proxy before the target is spoken to. */
    @FunctionalInterface
    private interface Tunnelling {
        void through(Wire wire, WebUrl to, ProxyRoute proxy) throws IOException;
    }

    private void openTunnel(Wire wire, WebUrl to, ProxyRoute proxy) throws IOException {
        Tunnel.open(new Link(wire.channel(), wire.top(), clock.nanoTime()), to, proxy, userAgent);
    }

    /** From here to a target. */
    private record Way(
            WebUrl url, Optional<ProxyRoute> proxy, Optional<TlsContext> tls, Tunnelling tunnel) {

        /** Who is connected to. */
        WebUrl first() {
            return proxy.map(ProxyRoute::url).orElse(url);
        }

        boolean shakesHands() {
            return tls.isPresent() || proxy.isPresent() && first().secure();
        }
    }

    /** Goes the way, in turn where the target leaves handshakes unanswered. */
    private Wire establish(Way way, Exchange exchange) throws IOException {
        if (!way.shakesHands()) {
            return go(way, exchange, () -> {});
        }
        HandshakeGate.Turn turn =
                handshakes.await(LinkKey.of(way.url(), way.proxy(), way.tls()), exchange);
        try {
            return go(way, exchange, turn::shakesHands);
        } finally {
            turn.end(exchange.aborted() == null);
        }
    }

    private Wire go(Way way, Exchange exchange, Runnable beforeHello) throws IOException {
        WebUrl first = way.first();
        SocketChannel channel = connect(first, way.proxy().isEmpty(), exchange);
        try {
            Socket top = channel.socket();
            if (way.proxy().isPresent()) {
                if (first.secure()) {
                    beforeHello.run();
                    top = shakeHands(proxyTls.get(), top, first);
                }
                way.tunnel().through(new Wire(channel, top), way.url(), way.proxy().get());
            }
            if (way.tls().isPresent()) {
                beforeHello.run();
                top = shakeHands(way.tls().get(), top, way.url());
            }
            return new Wire(channel, top);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static Socket shakeHands(TlsContext tls, Socket top, WebUrl url) throws IOException {
        try {
            return tls.handshake(top, url.host(), url.port());
        } catch (IOException e) {
            throw new FailedException(NodeErrors.handshake(e));
        }
    }

    private SocketChannel connect(WebUrl to, boolean judged, Exchange exchange) throws IOException {
        List<InetAddress> addresses = addresses(to.host(), exchange);
        FailedException failure = null;
        for (int i = 0; i < addresses.size(); i++) {
            InetSocketAddress address = new InetSocketAddress(addresses.get(i), to.port());
            if (judged && !guard.permits(address.getAddress())) {
                if (failure == null) {
                    failure = blocked(shown(to.host(), address.getAddress()));
                }
                continue;
            }
            try {
                return connect(address, addresses.size() - i, exchange);
            } catch (IOException e) {
                exchange.check();
                failure = new FailedException(NodeErrors.unconnected(address, e));
            }
        }
        throw failure == null ? new UnknownHostException(to.host().name()) : failure;
    }

    private SocketChannel connect(InetSocketAddress to, int left, Exchange exchange)
            throws IOException {
        long remaining = exchange.remainingNanos(clock.nanoTime());
        // The last one may take what is left; before it, a silent address must not eat everything.
        long nanos = left == 1 ? remaining : Math.min(remaining / left, LONGEST_TRY_NANOS);
        SocketChannel channel = SocketChannel.open();
        try {
            exchange.hold(channel);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            // Past the deadline by a tick: the watchdog's word for it is the better one.
            int millis = Math.clamp(nanos / 1_000_000 + 100, 1, Integer.MAX_VALUE);
            dial.connect(channel, to, millis);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private List<InetAddress> addresses(HostText host, Exchange exchange) throws IOException {
        if (host.literal().isPresent()) {
            return List.of(host.literal().get());
        }
        try {
            return names.lookUp(host.name(), exchange);
        } catch (UnknownHostException e) {
            throw new FailedException(NodeErrors.unresolved(host.name(), e));
        }
    }

    private static String shown(HostText host, InetAddress address) {
        String text = Addresses.text(address);
        return host.literal().isPresent() ? host.name() : host.name() + " (" + text + ")";
    }

    private static FailedException blocked(String host) {
        return new FailedException(
                NodeErrors.blocked(
                        "target address "
                                + host
                                + " is closed by the address guard (patchbay.network)"));
    }
}
