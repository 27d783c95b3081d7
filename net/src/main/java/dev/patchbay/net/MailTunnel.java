package dev.patchbay.net;

import dev.patchbay.sdk.http.Headers;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Reason;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a proxy for a tunnel to a server that speaks first (RFC 9110, section 9.3.6). The answer is
 * read byte by byte, for what follows its head may already be the server's greeting.
 */
final class MailTunnel {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");
    private static final String END = "\r\n\r\n";

    private MailTunnel() {}

    static void open(Socket top, WebUrl target, ProxyRoute proxy, String userAgent)
            throws IOException {
        Optional<HttpFailure> violation = RequestHead.violation("CONNECT", proxy.headers());
        if (violation.isPresent()) {
            throw new FailedException(violation.get());
        }
        StringBuilder request = new StringBuilder();
        request.append("CONNECT ").append(target.hostAndPort()).append(" HTTP/1.1\r\n");
        request.append("Host: ").append(target.hostAndPort()).append("\r\n");
        request.append("User-Agent: ").append(userAgent).append("\r\n");
        for (Headers.Field field : proxy.headers().fields()) {
            request.append(field.name()).append(": ").append(field.value()).append("\r\n");
        }
        String head;
        try {
            top.getOutputStream()
                    .write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            top.getOutputStream().flush();
            head = head(top.getInputStream());
        } catch (AbortedException e) {
            throw e;
        } catch (IOException e) {
            throw refused(Reason.NETWORK, "socket hang up");
        }
        Matcher status = STATUS.matcher(head.lines().findFirst().orElse(""));
        if (!status.matches()) {
            throw refused(Reason.NETWORK, "Parse Error: Expected HTTP/");
        }
        int code = Integer.parseInt(status.group(1));
        if (code < 200 || code >= 300) {
            Reason reason = Reason.ofStatus(code);
            throw refused(
                    reason == Reason.AUTHENTICATION ? reason : Reason.NETWORK,
                    "Invalid response from proxy: " + code);
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < END.length()) {
            int b = in.read();
            if (b < 0 || head.size() > LinkInput.LONGEST_HEAD) {
                throw new IOException("no head");
            }
            head.write(b);
            matched = b == END.charAt(matched) ? matched + 1 : b == '\r' ? 1 : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static FailedException refused(Reason reason, String text) {
        return new FailedException(new HttpFailure(reason, Effect.NONE, Optional.empty(), text));
    }
}
