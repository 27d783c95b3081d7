package dev.patchbay.server.http;

import dev.patchbay.net.Cidr;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;

/**
 * Who sent a request: the peer, or what a trusted proxy says in {@code X-Forwarded-For}. Immutable.
 */
final class ClientAddresses {

    private final List<Cidr> trusted;

    /** With CIDR blocks or single addresses of proxies that are believed. */
    ClientAddresses(List<String> trustedProxies) {
        trusted = trustedProxies.stream().map(Cidr::parse).toList();
    }

    /** The client's address as text. */
    String of(SocketAddress peer, @Nullable String forwardedFor) {
        if (!(peer instanceof InetSocketAddress inet)) {
            return "unknown";
        }
        String address = inet.getAddress().getHostAddress();
        if (forwardedFor == null || !isTrusted(inet.getAddress())) {
            return address;
        }
        String[] hops = forwardedFor.split(",");
        for (int i = hops.length - 1; i >= 0; i--) {
            String hop = hops[i].strip();
            InetAddress parsed = literal(hop);
            if (parsed == null) {
                return address;
            }
            address = parsed.getHostAddress();
            if (!isTrusted(parsed)) {
                return address;
            }
        }
        return address;
    }

    /** Whether the peer is a proxy whose {@code X-Forwarded-*} headers are believed. */
    boolean isTrusted(SocketAddress peer) {
        return peer instanceof InetSocketAddress inet && isTrusted(inet.getAddress());
    }

    private boolean isTrusted(InetAddress address) {
        for (Cidr block : trusted) {
            if (block.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /** An address that is written as digits; null for names, which are not looked up. */
    private static @Nullable InetAddress literal(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
