package dev.patchbay.server.http;

import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

import java.util.Optional;

/** Sends what comes in on {@code server.ssl.redirectHttpFromPort} to the same place by HTTPS. */
final class HttpsRedirect extends Handler.Wrapper {

    private final Connector plain;
    private final ServerConnector secure;
    private final AnswerWriter writer;

    HttpsRedirect(Handler next, Connector plain, ServerConnector secure, AnswerWriter writer) {
        super(next);
        this.plain = plain;
        this.secure = secure;
        this.writer = writer;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (request.getConnectionMetaData().getConnector() != plain) {
            return super.handle(request, response, callback);
        }
        String location =
                "https://"
                        + Request.getServerName(request)
                        + ":"
                        + secure.getLocalPort()
                        + request.getHttpURI().getPathQuery();
        writer.write(
                request,
                response,
                callback,
                Answer.redirect(302, location),
                Optional.empty(),
                false,
                () -> {});
        return true;
    }
}
