package dev.patchbay.net;

import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Keep-Alive: timeout=5}: how long a peer says it will keep an idle connection. */
final class KeepAlive {

    private static final Pattern TIMEOUT = Pattern.compile("timeout\\s*=\\s*\"?(\\d{1,6})");

    private KeepAlive() {}

    /** Seconds; −1 when it does not say. */
    static long seconds(ClassicHttpResponse head) {
        Header header = head.getFirstHeader("Keep-Alive");
        if (header == null || header.getValue() == null) {
            return -1;
        }
        Matcher matcher = TIMEOUT.matcher(header.getValue());
        return matcher.find() ? Long.parseLong(matcher.group(1)) : -1;
    }
}
