package dev.patchbay.net;

import dev.patchbay.sdk.http.Headers;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Reason;

import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

import java.io.IOException;
import java.util.Optional;

/**
 * Asks a proxy for a tunnel (RFC 9110, section 9.3.6). A proxy that answers 4xx (its own login, its
 * own rules) has that answer handed on as the answer to the call, as Kibana's agent does it; 5xx
 * says that the target was not reached, so nothing was done there.
 */
final class Tunnel {

    /** Of the proxy's page that says why not. */
    private static final int LONGEST_PAGE = 64 * 1024;

    private Tunnel() {}

    static void open(Link link, WebUrl target, ProxyRoute proxy, String userAgent)
            throws IOException {
        WireRequest request = new WireRequest("CONNECT", target.hostAndPort());
        request.addHeader("Host", target.hostAndPort());
        request.addHeader("User-Agent", userAgent);
        for (Headers.Field field : proxy.headers().fields()) {
            request.addHeader(field.name(), field.value());
        }
        try {
            link.sendRequestHeader(request);
            link.flush();
            ClassicHttpResponse answer = AnswerReader.head(link);
            int status = answer.getCode();
            if (status >= 200 && status < 300) {
                if (link.leftover()) {
                    throw refused("Proxy sent data before the tunnel was used");
                }
                return;
            }
            if (status >= 400 && status < 500) {
                throw new FailedException(
                        AnswerReader.reply(link, answer, request, LONGEST_PAGE).result());
            }
            throw refused("Proxy connection failed: " + status + " " + AnswerReader.phrase(answer));
        } catch (FailedException e) {
            throw e;
        } catch (HttpException e) {
            throw new FailedException(
                    NodeErrors.network(
                            "HPE_INVALID_CONSTANT", "Parse Error: Expected HTTP/", Effect.NONE));
        } catch (IOException e) {
            throw new FailedException(
                    NodeErrors.network("ECONNRESET", "socket hang up", Effect.NONE));
        }
    }

    private static FailedException refused(String text) {
        return new FailedException(
                new HttpFailure(Reason.NETWORK, Effect.NONE, Optional.empty(), text));
    }
}
