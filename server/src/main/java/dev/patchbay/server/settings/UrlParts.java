package dev.patchbay.server.settings;

import com.ibm.icu.text.IDNA;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL of the settings that names a server. Only what start-up warnings need; requests are parsed
 * by the client.
 *
 * @param scheme lower case
 * @param host lower case, ASCII, IPv6 in brackets
 * @param port empty when the URL names none
 * @param path with its slash, or empty
 */
record UrlParts(
        String scheme,
        boolean userInfo,
        String host,
        OptionalInt port,
        String path,
        boolean fragment) {

    private static final Pattern URL =
            Pattern.compile(
                    "([A-Za-z][A-Za-z0-9+.-]*)://(?:([^/?#]*)@)?(\\[[^/?#@\\]]*]|[^/?#@:\\[\\]]+)"
                            + "(?::([0-9]{0,5}))?(/[^?#]*)?(\\?[^#]*)?(#.*)?");
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*");
    private static final Pattern HOST = Pattern.compile("[a-z0-9._~-]+");
    private static final int GREATEST_PORT = 65_535;

    /** Empty when the text is no URL with a host. */
    static Optional<UrlParts> parse(String text) {
        Matcher matcher = URL.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<String> host = host(matcher.group(3));
        String digits = matcher.group(4);
        OptionalInt port =
                digits == null || digits.isEmpty()
                        ? OptionalInt.empty()
                        : OptionalInt.of(Integer.parseInt(digits));
        if (host.isEmpty() || port.orElse(0) > GREATEST_PORT) {
            return Optional.empty();
        }
        return Optional.of(
                new UrlParts(
                        matcher.group(1).toLowerCase(Locale.ROOT),
                        matcher.group(2) != null,
                        host.get(),
                        port,
                        matcher.group(5) == null ? "" : matcher.group(5),
                        matcher.group(7) != null));
    }

    /** The scheme of a text that may be no URL otherwise; empty when it has none. */
    static Optional<String> scheme(String text) {
        Matcher matcher = SCHEME.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(matcher.group(1).toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    /** The text for a message: user info, which is often a password, is left out. */
    static String withoutUserInfo(String text) {
        int at = text.lastIndexOf('@');
        int slashes = text.indexOf("//");
        String shown =
                at < 0
                        ? text
                        : text.substring(0, slashes < 0 || slashes > at ? 0 : slashes + 2)
                                + "[redacted]"
                                + text.substring(at);
        return Keys.oneLine(shown);
    }

    private static Optional<String> host(String written) {
        if (written.startsWith("[")) {
            String address = written.substring(1, written.length() - 1);
            return HostNames.isIpv6(address)
                    ? Optional.of(written.toLowerCase(Locale.ROOT))
                    : Optional.empty();
        }
        String lower = written.toLowerCase(Locale.ROOT);
        Optional<String> name =
                lower.chars().allMatch(c -> c < 128)
                        ? Optional.of(lower)
                        : UnicodeHosts.ascii(lower);
        return name.filter(text -> HOST.matcher(text).matches());
    }

    /**
     * Loaded when a host needs it: the tables are large. Non-transitional, as the client has it.
     */
    private static final class UnicodeHosts {

        private static final IDNA UTS46 =
                IDNA.getUTS46Instance(
                        IDNA.NONTRANSITIONAL_TO_ASCII
                                | IDNA.NONTRANSITIONAL_TO_UNICODE
                                | IDNA.CHECK_BIDI
                                | IDNA.CHECK_CONTEXTJ);

        static Optional<String> ascii(String name) {
            IDNA.Info info = new IDNA.Info();
            StringBuilder ascii = new StringBuilder();
            UTS46.nameToASCII(name, ascii, info);
            return info.hasErrors() ? Optional.empty() : Optional.of(ascii.toString());
        }
    }
}
