package dev.patchbay.net;

import org.jspecify.annotations.Nullable;

import java.util.regex.Pattern;

/**
 * Addresses as they go into {@code MAIL FROM} and {@code RCPT TO} (RFC 5321, section 4.1.2). What
 * could end a command or begin a parameter is no address. Stateless.
 */
final class MailAddressForm {

    private static final int LONGEST = 512;
    private static final Pattern ATOM = Pattern.compile("[^\\p{Cntrl}\\s\"(),:;<>@\\[\\\\\\]]+");
    private static final Pattern QUOTED = Pattern.compile("\"[\\x20-\\x7E&&[^<>\"\\\\]]*\"");
    private static final Pattern LITERAL = Pattern.compile("\\[[0-9A-Za-z.:]+]");

    private MailAddressForm() {}

    /** The address with its domain in ASCII; null when it is none. */
    static @Nullable String of(String address) {
        int at = address.lastIndexOf('@');
        if (at < 1 || address.length() > LONGEST) {
            return null;
        }
        String local = address.substring(0, at);
        String domain = address.substring(at + 1);
        if (!ATOM.matcher(local).matches() && !QUOTED.matcher(local).matches()) {
            return null;
        }
        if (LITERAL.matcher(domain).matches()) {
            return address;
        }
        HostText host =
                domain.isEmpty() || domain.indexOf('[') >= 0 ? null : HostText.parse(domain);
        return host == null ? null : local + "@" + host.name();
    }

    /** Whether only a server with {@code SMTPUTF8} (RFC 6531) can take it. */
    static boolean international(String form) {
        return form.chars().anyMatch(c -> c > 0x7E);
    }
}
