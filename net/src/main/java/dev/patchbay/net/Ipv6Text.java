package dev.patchbay.net;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.regex.Pattern;

/** IPv6 addresses inside brackets, without zones, and their canonical text (RFC 5952). */
final class Ipv6Text {

    /** A dotted tail has exactly four decimal parts without leading zeros. */
    private static final Pattern FORM =
            Pattern.compile(
                    "[0-9a-fA-F:]*:(?:[0-9a-fA-F]{0,4}|(?:0|[1-9][0-9]{0,2})(?:\\.(?:0|[1-9][0-9]{0,2})){3})");

    private Ipv6Text() {}

    /** The address; IPv4 when it is a mapped one; null when the text is none. */
    static @Nullable InetAddress parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return null;
        }
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Lower case, the longest run of two zeros or more shortened, no dotted tail. */
    static String canonical(InetAddress address) {
        byte[] bytes = Addresses.sixteen(address);
        int[] words = new int[8];
        for (int i = 0; i < 8; i++) {
            words[i] = (bytes[2 * i] & 255) << 8 | (bytes[2 * i + 1] & 255);
        }
        int start = -1;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && words[end] == 0) {
                end++;
            }
            if (end - i > length) {
                start = i;
                length = end - i;
            }
        }
        StringBuilder out = new StringBuilder(40);
        for (int i = 0; i < 8; i++) {
            if (i == start) {
                out.append(i == 0 ? "::" : ":");
                i += length - 1;
            } else {
                out.append(Integer.toHexString(words[i])).append(i < 7 ? ":" : "");
            }
        }
        return out.toString();
    }
}
