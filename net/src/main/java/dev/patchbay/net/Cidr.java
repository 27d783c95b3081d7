package dev.patchbay.net;

import java.net.InetAddress;

/** A block of addresses, such as {@code 10.0.0.0/8} or {@code fd00:ec2::254}. Immutable. */
public record Cidr(InetAddress network, int bits) {

    /**
     * Reads a block; without a slash it is one address.
     *
     * @throws IllegalArgumentException for anything else; names are not looked up
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        InetAddress network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int all = network.getAddress().length * 8;
        int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > all) {
            throw new IllegalArgumentException("not a CIDR block: " + text);
        }
        return new Cidr(network, bits);
    }

    /** Whether an address is in this block; of the other family, never. */
    public boolean contains(InetAddress address) {
        byte[] mine = network.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (mine[i] != other[i]) {
                return false;
            }
        }
        int rest = bits % 8;
        return rest == 0 || ((mine[whole] ^ other[whole]) & 0xFF00 >> rest & 0xFF) == 0;
    }

    /** Whether every address of {@code other} is in this block. */
    boolean covers(Cidr other) {
        return bits <= other.bits && contains(other.network);
    }
}
