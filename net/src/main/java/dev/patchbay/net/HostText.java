package dev.patchbay.net;

import com.ibm.icu.text.IDNA;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The host of a URL after the WHATWG host parser (section 3.5), which is what Node connects to.
 *
 * @param name lower-case ASCII; canonical digits without brackets for an address
 * @param literal the address, when the host is one
 */
record HostText(String name, Optional<InetAddress> literal) {

    private static final String FORBIDDEN = " #/:<>?@[\\]^|%";

    /** Non-transitional, as browsers and Node do it. */
    private static final IDNA UTS46 =
            IDNA.getUTS46Instance(
                    IDNA.NONTRANSITIONAL_TO_ASCII
                            | IDNA.NONTRANSITIONAL_TO_UNICODE
                            | IDNA.CHECK_BIDI
                            | IDNA.CHECK_CONTEXTJ);

    /** VerifyDnsLength and CheckHyphens are off in the standard. */
    private static final Set<IDNA.Error> LENGTHS =
            EnumSet.of(
                    IDNA.Error.EMPTY_LABEL,
                    IDNA.Error.LABEL_TOO_LONG,
                    IDNA.Error.DOMAIN_NAME_TOO_LONG,
                    IDNA.Error.LEADING_HYPHEN,
                    IDNA.Error.TRAILING_HYPHEN,
                    IDNA.Error.HYPHEN_3_4);

    /** The host as it stands in a URL, brackets included; null when it is none. */
    static @Nullable HostText parse(String text) {
        if (text.startsWith("[")) {
            InetAddress address =
                    text.endsWith("]")
                            ? Ipv6Text.parse(text.substring(1, text.length() - 1))
                            : null;
            return address == null
                    ? null
                    : new HostText(Ipv6Text.canonical(address), Optional.of(address));
        }
        String name = ascii(PercentEncoding.decode(text));
        if (name == null || name.isEmpty() || forbidden(name)) {
            return null;
        }
        if (!Ipv4Text.endsInNumber(name)) {
            return new HostText(name, Optional.empty());
        }
        byte[] bytes = Ipv4Text.parse(name);
        if (bytes == null) {
            return null;
        }
        InetAddress address = Addresses.of(bytes);
        return new HostText(address.getHostAddress(), Optional.of(address));
    }

    /** As it stands in a URL or a {@code Host} header. */
    String bracketed() {
        return name.indexOf(':') >= 0 ? "[" + name + "]" : name;
    }

    private static @Nullable String ascii(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.chars().allMatch(c -> c < 0x80) && !lower.contains("xn--")) {
            return lower;
        }
        IDNA.Info info = new IDNA.Info();
        String name = UTS46.nameToASCII(text, new StringBuilder(), info).toString();
        return LENGTHS.containsAll(info.getErrors()) ? name : null;
    }

    private static boolean forbidden(String name) {
        return name.chars().anyMatch(c -> c <= 0x20 || c >= 0x7F || FORBIDDEN.indexOf(c) >= 0);
    }
}
