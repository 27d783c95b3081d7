package dev.patchbay.server.http;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;

/** A CIDR block or a single address. */
record AddressBlock(byte[] network, int bits) {

    /**
     * Reads {@code 10.0.0.0/8} or {@code ::1}.
     *
     * @throws IllegalArgumentException for anything else; names are not looked up
     */
    static AddressBlock parse(String text) {
        int slash = text.indexOf('/');
        InetAddress address = literal(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw new IllegalArgumentException("not an address or CIDR block: " + text);
        }
        byte[] network = address.getAddress();
        int bits = slash < 0 ? network.length * 8 : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > network.length * 8) {
            throw new IllegalArgumentException("not a CIDR block: " + text);
        }
        return new AddressBlock(network, bits);
    }

    boolean contains(InetAddress address) {
        byte[] other = address.getAddress();
        if (other.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit & 7);
            if ((other[bit >> 3] & mask) != (network[bit >> 3] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** An address that is written as digits; null for names. */
    static @Nullable InetAddress literal(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
