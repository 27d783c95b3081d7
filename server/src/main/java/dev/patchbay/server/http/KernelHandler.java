package dev.patchbay.server.http;

import dev.patchbay.sdk.http.CancellationSource;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.server.http.Pipeline.Answered;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** The one handler: runs each request through the {@link Pipeline} on its own virtual thread. */
final class KernelHandler extends Handler.Abstract {

    private static final Optional<HttpField> PUBLIC = Optional.of(StandardHeaders.PUBLIC_VERSION);
    private static final Optional<HttpField> INTERNAL =
            Optional.of(StandardHeaders.INTERNAL_VERSION);

    private final Pipeline pipeline;
    private final PayloadReader payloads;
    private final AnswerWriter writer;
    private final CrossOrigin crossOrigin;
    private final DisconnectWatch disconnects;
    private final RequestObserver observer;
    private final Clock clock;

    KernelHandler(
            Pipeline pipeline,
            PayloadReader payloads,
            AnswerWriter writer,
            CrossOrigin crossOrigin,
            DisconnectWatch disconnects,
            RequestObserver observer,
            Clock clock) {
        this.pipeline = pipeline;
        this.payloads = payloads;
        this.writer = writer;
        this.crossOrigin = crossOrigin;
        this.disconnects = disconnects;
        this.observer = observer;
        this.clock = clock;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        long start = clock.nanoTime();
        Watch watch = new Watch(request);
        if (crossOrigin.isPreflight(request.getMethod(), request.getHeaders())
                && !pipeline.isElasticsearch(request)) {
            writer.write(
                    request,
                    response,
                    callback,
                    Answer.noContent(),
                    Optional.empty(),
                    false,
                    watch::end);
            return true;
        }
        Answered answered = pipeline.answer(request, watch.cancellation, watch);
        boolean rest = mayBeSending(request);
        if (answered.answer().body() instanceof Answer.Stream) {
            watch.streams();
        }
        if (answered.close()) {
            response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
        }
        observer.answered(
                request.getMethod(),
                answered.route().map(Route::path).orElse("unmatched"),
                answered.answer().status(),
                clock.nanoTime() - start);
        writer.write(
                request,
                response,
                rest ? afterTheRest(request, watch, callback) : callback,
                answered.answer(),
                answered.route().flatMap(KernelHandler::version),
                answered.elasticsearch(),
                rest ? watch::unwatch : watch::end);
        return true;
    }

    /** Whether a body belongs to the request that a client sends without being asked to. */
    private static boolean mayBeSending(Request request) {
        HttpFields headers = request.getHeaders();
        return !headers.contains(HttpHeader.EXPECT)
                && (request.getLength() > 0 || headers.contains(HttpHeader.TRANSFER_ENCODING));
    }

    /** Until the rest has come in, what is read is not taken for the headers of a next request. */
    private Callback afterTheRest(Request request, Watch watch, Callback callback) {
        return Callback.from(
                () ->
                        payloads.discardRest(
                                request,
                                () -> {
                                    watch.settle();
                                    callback.succeeded();
                                }),
                callback::failed);
    }

    private static Optional<HttpField> version(Route route) {
        return switch (route.access()) {
            case PUBLIC -> PUBLIC;
            case INTERNAL -> INTERNAL;
            case ELASTICSEARCH, ANONYMOUS -> Optional.empty();
        };
    }

    /** Runs once the body is read: from then on nobody else reads from the connection. */
    private final class Watch implements Runnable {
        private final CancellationSource cancellation = new CancellationSource();
        private final @Nullable WatchedEndPoint endPoint;
        private DisconnectWatch.@Nullable Waiting waiting;

        private Watch(Request request) {
            endPoint = endPoint(request) instanceof WatchedEndPoint raw ? raw : null;
            if (endPoint != null) {
                endPoint.began();
            }
        }

        @Override
        public void run() {
            if (endPoint != null) {
                waiting = disconnects.begin(endPoint, cancellation);
            }
        }

        private void streams() {
            if (waiting != null) {
                waiting.streams();
            }
        }

        private void end() {
            unwatch();
            settle();
        }

        private void unwatch() {
            if (waiting != null) {
                disconnects.end(waiting);
            }
        }

        private void settle() {
            if (endPoint != null) {
                endPoint.ended();
            }
        }
    }

    /** The raw connection, also below TLS. */
    private static @Nullable EndPoint endPoint(Request request) {
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        return endPoint instanceof SslConnection.SslEndPoint ssl
                ? ssl.getSslConnection().getEndPoint()
                : endPoint;
    }
}
