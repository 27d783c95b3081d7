package dev.patchbay.net;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The WHATWG URL parser (section 4.4) for URLs with a host. One per text; not thread-safe. */
final class UrlReader {

    private static final int MALFORMED = -2;

    private final String text;

    UrlReader(String raw) {
        int start = 0;
        int end = raw.length();
        while (start < end && raw.charAt(start) <= ' ') {
            start++;
        }
        while (end > start && raw.charAt(end - 1) <= ' ') {
            end--;
        }
        text = withoutBreaks(raw.substring(start, end));
    }

    @Nullable WebUrl absolute() {
        String scheme = scheme();
        if (scheme == null) {
            return null;
        }
        String rest = text.substring(scheme.length() + 1);
        if (WebUrl.defaultPort(scheme) >= 0) {
            int from = 0;
            while (from < rest.length() && slash(rest.charAt(from), true)) {
                from++;
            }
            return authority(scheme, rest.substring(from), true);
        }
        return rest.startsWith("//") ? authority(scheme, rest.substring(2), false) : null;
    }

    @Nullable WebUrl relativeTo(WebUrl base) {
        String scheme = scheme();
        if (scheme != null) {
            String rest = text.substring(scheme.length() + 1);
            boolean relative = scheme.equals(base.scheme()) && !slashes(rest);
            return relative ? new UrlReader(rest).relativeTo(base) : absolute();
        }
        if (slashes(text)) {
            return new UrlReader(base.scheme() + ":" + text).absolute();
        }
        String reference = cut(text, "#");
        String query =
                reference.indexOf('?') < 0 ? "" : reference.substring(reference.indexOf('?'));
        String path = reference.substring(0, reference.length() - query.length());
        String basePath = cut(base.target(), "?");
        String target;
        if (path.isEmpty()) {
            target = query.isEmpty() ? base.target() : basePath + encodedQuery(query);
        } else if (slash(path.charAt(0), true)) {
            target = normalized(path.substring(1)) + encodedQuery(query);
        } else {
            String folder = basePath.substring(1, basePath.lastIndexOf('/') + 1);
            target = normalized(folder + path) + encodedQuery(query);
        }
        return new WebUrl(base.scheme(), base.host(), base.port(), target, base.userInfo());
    }

    /** The scheme in lower case; null when there is none. */
    private @Nullable String scheme() {
        int colon = text.indexOf(':');
        if (colon < 1 || !letter(text.charAt(0))) {
            return null;
        }
        for (int i = 1; i < colon; i++) {
            char c = text.charAt(i);
            if (!letter(c) && !(c >= '0' && c <= '9') && "+-.".indexOf(c) < 0) {
                return null;
            }
        }
        return text.substring(0, colon).toLowerCase(Locale.ROOT);
    }

    private static @Nullable WebUrl authority(String scheme, String rest, boolean special) {
        int end = 0;
        while (end < rest.length()
                && !slash(rest.charAt(end), special)
                && rest.charAt(end) != '?'
                && rest.charAt(end) != '#') {
            end++;
        }
        String authority = rest.substring(0, end);
        int at = authority.lastIndexOf('@');
        String hostPort = authority.substring(at + 1);
        int colon = hostPort.lastIndexOf(':');
        boolean port = colon >= 0 && hostPort.indexOf(']', colon) < 0;
        HostText host = HostText.parse(port ? hostPort.substring(0, colon) : hostPort);
        int number = port ? port(hostPort.substring(colon + 1)) : -1;
        if (host == null || number == MALFORMED) {
            return null;
        }
        String tail = cut(rest.substring(end), "#");
        String path = cut(tail, "?");
        String target =
                (special ? normalized(path.isEmpty() ? "" : path.substring(1)) : path)
                        + encodedQuery(tail.substring(path.length()));
        return new WebUrl(
                scheme,
                host,
                number < 0 ? WebUrl.defaultPort(scheme) : number,
                target,
                at < 0 ? Optional.empty() : userInfo(authority.substring(0, at)));
    }

    private static Optional<String> userInfo(String text) {
        int colon = text.indexOf(':');
        String user = PercentEncoding.decode(colon < 0 ? text : text.substring(0, colon));
        String password = colon < 0 ? "" : PercentEncoding.decode(text.substring(colon + 1));
        return user.isEmpty() && password.isEmpty()
                ? Optional.empty()
                : Optional.of(user + ":" + password);
    }

    /** 0–65535, −1 for an empty port. */
    private static int port(String digits) {
        if (digits.isEmpty()) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return MALFORMED;
            }
            value = Math.min(value * 10 + (c - '0'), 65536);
        }
        return value > 65535 ? MALFORMED : (int) value;
    }

    /** Path segments without their first slash: dots resolved, encoded, with the first slash. */
    private static String normalized(String path) {
        Deque<String> kept = new ArrayDeque<>();
        List<String> segments = segments(path);
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            boolean last = i == segments.size() - 1;
            String dots = segment.length() > 6 ? segment : dots(segment);
            if (dots.equals("..")) {
                kept.pollLast();
                if (last) {
                    kept.add("");
                }
            } else if (dots.equals(".")) {
                if (last) {
                    kept.add("");
                }
            } else {
                kept.add(PercentEncoding.encode(segment, PercentEncoding.PATH));
            }
        }
        return "/" + String.join("/", kept);
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < path.length(); i++) {
            if (slash(path.charAt(i), true)) {
                segments.add(path.substring(from, i));
                from = i + 1;
            }
        }
        segments.add(path.substring(from));
        return segments;
    }

    private static String dots(String segment) {
        return segment.toLowerCase(Locale.ROOT).replace("%2e", ".");
    }

    private static String encodedQuery(String query) {
        return query.length() < 2 ? "" : PercentEncoding.encode(query, PercentEncoding.QUERY);
    }

    private static boolean slashes(String rest) {
        return rest.length() > 1 && slash(rest.charAt(0), true) && slash(rest.charAt(1), true);
    }

    private static boolean slash(char c, boolean special) {
        return c == '/' || (special && c == '\\');
    }

    private static boolean letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static String cut(String text, String mark) {
        int at = text.indexOf(mark);
        return at < 0 ? text : text.substring(0, at);
    }

    private static String withoutBreaks(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\t' || c == '\n' || c == '\r') {
                return text.replaceAll("[\t\n\r]", "");
            }
        }
        return text;
    }
}
