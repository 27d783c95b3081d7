package dev.patchbay.server.settings;

import java.net.InetAddress;
import java.util.regex.Pattern;

/** Host names of RFC 1123 and literal addresses; nothing is looked up. Stateless. */
final class HostNames {

    private static final int LONGEST = 253;
    private static final Pattern LABELS =
            Pattern.compile(
                    "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
                            + "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\\.?");
    private static final Pattern DOTTED_QUAD =
            Pattern.compile("((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(?!$)|$)){4}");
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private HostNames() {}

    /** Whether a text is a host name or an address, without brackets, port or zone. */
    static boolean valid(String text) {
        return isIpv6(text) || (text.length() <= LONGEST && LABELS.matcher(text).matches());
    }

    /** Whether a text is an IPv4 address of four decimal numbers. */
    static boolean isIpv4(String text) {
        return DOTTED_QUAD.matcher(text).matches();
    }

    /** Whether a text is an IPv6 address without brackets and zone. */
    static boolean isIpv6(String text) {
        if (text.indexOf(':') < 0 || !HEXADECIMAL.matcher(text).matches()) {
            return false;
        }
        try {
            InetAddress.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether a text is an address or a CIDR block. */
    static boolean isBlock(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        boolean v4 = isIpv4(address);
        if (!v4 && !isIpv6(address)) {
            return false;
        }
        if (slash < 0) {
            return true;
        }
        String bits = text.substring(slash + 1);
        return bits.matches("0|[1-9][0-9]{0,2}") && Integer.parseInt(bits) <= (v4 ? 32 : 128);
    }
}
