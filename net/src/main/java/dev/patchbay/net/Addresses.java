package dev.patchbay.net;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses from and to bytes, where the JDK's signatures are in the way. */
final class Addresses {

    private Addresses() {}

    /** The address of 4 or 16 bytes; a mapped IPv4 address becomes IPv4. */
    static InetAddress of(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("neither 4 nor 16 bytes", e);
        }
    }

    /** 16 bytes: IPv6 as it is, IPv4 in its mapped form. */
    static byte[] sixteen(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 16) {
            return bytes;
        }
        byte[] mapped = new byte[16];
        mapped[10] = -1;
        mapped[11] = -1;
        System.arraycopy(bytes, 0, mapped, 12, 4);
        return mapped;
    }

    /** As Node prints it: digits, without a zone. */
    static String text(InetAddress address) {
        return address.getAddress().length == 4
                ? address.getHostAddress()
                : Ipv6Text.canonical(address);
    }
}
