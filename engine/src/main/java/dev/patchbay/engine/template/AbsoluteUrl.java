package dev.patchbay.engine.template;

import java.net.IDN;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a text is an absolute URL to the WHATWG URL parser, as far as {@code slack} needs it
 * (templating.md, section 4): a scheme, and for schemes with a host a host that can be one.
 */
final class AbsoluteUrl {

    private static final Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*):");
    private static final Set<String> SPECIAL = Set.of("http", "https", "ws", "wss", "ftp", "file");
    private static final String FORBIDDEN = "#/:<>?@[\\]^|% ";
    private static final Pattern PORT = Pattern.compile("0*[0-9]{0,5}");
    private static final Pattern NUMERIC = Pattern.compile("[0-9]+|0[xX][0-9a-fA-F]*");
    private static final int MOST_HOST = 2048;

    private AbsoluteUrl() {}

    static boolean parses(String text) {
        String url = trim(text).replaceAll("[\\t\\n\\r]", "");
        Matcher scheme = SCHEME.matcher(url);
        if (!scheme.find()) {
            return false;
        }
        String name = scheme.group(1).toLowerCase(Locale.ROOT);
        String rest = url.substring(scheme.end());
        if (!SPECIAL.contains(name)) {
            return !rest.startsWith("//") || authority(rest.substring(2), false);
        }
        String afterSlashes = rest.replaceFirst("^[/\\\\]*", "");
        if (name.equals("file")) {
            return fileHost(rest);
        }
        return authority(afterSlashes, true);
    }

    /** {@code file:} has a host only after exactly two slashes, and it may be empty. */
    private static boolean fileHost(String rest) {
        if (rest.length() < 2 || !isSlash(rest.charAt(0)) || !isSlash(rest.charAt(1))) {
            return true;
        }
        String host = upTo(rest.substring(2), "/\\?#");
        return host.isEmpty() || host.matches("[A-Za-z][:|]") || specialHost(host);
    }

    private static boolean authority(String rest, boolean special) {
        String authority = upTo(rest, special ? "/\\?#" : "/?#");
        int at = authority.lastIndexOf('@');
        String hostPort = authority.substring(at + 1);
        int colon = hostPort.startsWith("[") ? hostPort.indexOf("]:") + 1 : hostPort.indexOf(':');
        boolean hasPort = colon > 0 || hostPort.startsWith(":");
        String host = hasPort ? hostPort.substring(0, colon) : hostPort;
        if (hasPort && !port(hostPort.substring(colon + 1))) {
            return false;
        }
        if (host.isEmpty()) {
            return !special && !hasPort && at < 0;
        }
        return special ? specialHost(host) : opaqueHost(host);
    }

    private static boolean port(String port) {
        return PORT.matcher(port).matches()
                && (port.isEmpty()
                        || Long.parseLong(port.substring(Math.max(0, port.length() - 6))) <= 65535);
    }

    private static boolean specialHost(String host) {
        if (host.startsWith("[")) {
            return ipv6(host);
        }
        if (host.length() > MOST_HOST) {
            return false;
        }
        String decoded = percentDecode(host);
        if (hasForbidden(decoded, true)) {
            return false;
        }
        String ascii = ascii(decoded);
        return !ascii.isEmpty() && !hasForbidden(ascii, true) && !badIpv4(ascii);
    }

    private static boolean opaqueHost(String host) {
        return host.startsWith("[") ? ipv6(host) : !hasForbidden(host.replace("%", ""), false);
    }

    /** A host whose last label is a number must be an IPv4 address. */
    private static boolean badIpv4(String host) {
        String[] parts =
                (host.endsWith(".") ? host.substring(0, host.length() - 1) : host).split("\\.", -1);
        if (!NUMERIC.matcher(parts[parts.length - 1]).matches()) {
            return false;
        }
        if (parts.length > 4) {
            return true;
        }
        for (int i = 0; i < parts.length; i++) {
            int bits = i == parts.length - 1 ? 8 * (5 - parts.length) : 8;
            long value = ipv4Number(parts[i]);
            if (value < 0 || value >= 1L << bits) {
                return true;
            }
        }
        return false;
    }

    /** The value of a part of an IPv4 address, or −1. */
    private static long ipv4Number(String part) {
        try {
            if (part.matches("0[xX].*")) {
                return part.length() == 2 ? 0 : Long.parseLong(part.substring(2), 16);
            }
            return Long.parseLong(part, part.length() > 1 && part.startsWith("0") ? 8 : 10);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static boolean ipv6(String host) {
        if (!host.matches("\\[[0-9A-Fa-f:.]{2,45}\\]")) {
            return false;
        }
        try {
            return java.net.InetAddress.ofLiteral(host) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The host with each label in ASCII; empty when a label cannot be. */
    private static String ascii(String host) {
        if (host.chars().allMatch(c -> c < 0x80)) {
            return host;
        }
        String[] labels = host.split("\\.", -1);
        try {
            for (int i = 0; i < labels.length; i++) {
                if (!labels[i].chars().allMatch(c -> c < 0x80)) {
                    labels[i] = IDN.toASCII(labels[i], IDN.ALLOW_UNASSIGNED);
                }
            }
            return String.join(".", labels);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static boolean hasForbidden(String host, boolean domain) {
        return host.chars()
                .anyMatch(c ->
                        FORBIDDEN.indexOf(c) >= 0 || c == 0 || (domain && (c < 0x20 || c == 0x7f)));
    }

    private static String percentDecode(String host) {
        if (host.indexOf('%') < 0) {
            return host;
        }
        try {
            return java.net.URLDecoder.decode(
                    host.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return host;
        }
    }

    private static String upTo(String text, String ends) {
        for (int i = 0; i < text.length(); i++) {
            if (ends.indexOf(text.charAt(i)) >= 0) {
                return text.substring(0, i);
            }
        }
        return text;
    }

    private static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) <= ' ') {
            from++;
        }
        while (to > from && text.charAt(to - 1) <= ' ') {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSlash(char c) {
        return c == '/' || c == '\\';
    }
}
