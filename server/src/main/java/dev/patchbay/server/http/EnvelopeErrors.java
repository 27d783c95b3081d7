package dev.patchbay.server.http;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import java.util.Optional;

/**
 * Kibana's envelope for what Jetty refuses before the kernel sees it: bad requests, too long
 * headers, a server that stops.
 */
final class EnvelopeErrors implements Request.Handler {

    private final AnswerWriter writer;

    EnvelopeErrors(AnswerWriter writer) {
        this.writer = writer;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() < 400 ? 500 : response.getStatus();
        response.getHeaders().remove(HttpHeader.CONTENT_TYPE);
        response.getHeaders().remove(HttpHeader.CACHE_CONTROL);
        response.getHeaders().remove(HttpHeader.CONTENT_LENGTH);
        // Jetty ends the connection and does not always say so.
        response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
        String message = status == 500 ? KibanaDialect.INTERNAL_ERROR : ReasonPhrases.of(status);
        writer.write(
                request,
                response,
                callback,
                Answer.error(status, message),
                Optional.empty(),
                false,
                () -> {});
        return true;
    }
}
