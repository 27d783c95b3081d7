package dev.patchbay.net;

import org.jspecify.annotations.Nullable;

/**
 * IPv4 addresses as the WHATWG URL standard reads them (section 3.5): decimal, octal, hex, one to
 * four parts, one trailing dot. Node reads them so; a host that is one of these is never looked up.
 */
final class Ipv4Text {

    private static final long NO_NUMBER = -1;

    private Ipv4Text() {}

    /** Whether a host must be an IPv4 address because its last label is a number. */
    static boolean endsInNumber(String host) {
        int end = host.endsWith(".") ? host.length() - 1 : host.length();
        String last = host.substring(host.lastIndexOf('.', end - 1) + 1, end);
        return !last.isEmpty()
                && (last.chars().allMatch(c -> c >= '0' && c <= '9') || number(last) != NO_NUMBER);
    }

    /** The four bytes, or null when the host is no address. */
    static byte @Nullable [] parse(String host) {
        String trimmed = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        String[] parts = trimmed.split("\\.", -1);
        if (parts.length > 4) {
            return null;
        }
        long address = 0;
        for (int i = 0; i < parts.length; i++) {
            long value = number(parts[i]);
            boolean last = i == parts.length - 1;
            long limit = last ? 1L << (8 * (5 - parts.length)) : 256;
            if (value == NO_NUMBER || value >= limit) {
                return null;
            }
            address = last ? (address << (8 * (5 - parts.length))) + value : (address << 8) + value;
        }
        return new byte[] {
            (byte) (address >> 24), (byte) (address >> 16), (byte) (address >> 8), (byte) address
        };
    }

    private static long number(String part) {
        if (part.isEmpty()) {
            return NO_NUMBER;
        }
        int radix = 10;
        String digits = part;
        if (part.startsWith("0x") || part.startsWith("0X")) {
            radix = 16;
            digits = part.substring(2);
        } else if (part.length() > 1 && part.charAt(0) == '0') {
            radix = 8;
            digits = part.substring(1);
        }
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return NO_NUMBER;
            }
            value = Math.min(value * radix + digit, 1L << 40);
        }
        return value;
    }
}
