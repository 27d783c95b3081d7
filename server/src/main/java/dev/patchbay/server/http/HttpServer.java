package dev.patchbay.server.http;

import dev.patchbay.server.settings.ServerSettings;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.BindException;
import java.util.Optional;

/**
 * The HTTP edge on Jetty: one virtual thread per request, Kibana's envelope for everything.
 * HTTP/1.1 and 1.0, also with TLS: {@code server.protocol: http2} is accepted and clients agree on
 * HTTP/1.1. Thread-safe.
 */
public final class HttpServer implements AutoCloseable {

    /** Longest request line and headers together, in bytes; beyond it 431 (or 414 for the line). */
    public static final int MOST_HEADER_BYTES = 65_536;

    /** Connections at a time; further ones wait to be accepted. */
    private static final int MOST_CONNECTIONS = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger("http");

    private final ServerSettings settings;
    private final Optional<SslContextFactory.Server> tls;
    private final Server server = new Server(threads());
    private final DisconnectWatch disconnects;
    private final GracefulHandler graceful;
    private final ServerConnector connector;
    private Optional<ServerConnector> redirecting = Optional.empty();

    private HttpServer(HttpContext context) throws TlsUnusableException {
        settings = context.settings();
        tls =
                settings.tls().enabled()
                        ? Optional.of(ServerTls.factory(settings.tls()))
                        : Optional.empty();
        disconnects =
                new DisconnectWatch(
                        context.clock(), settings.payloadTimeout(), settings.socketTimeout());
        CrossOrigin crossOrigin = new CrossOrigin(settings.cors());
        AnswerWriter writer =
                new AnswerWriter(
                        StandardHeaders.of(settings, context.serverName()),
                        crossOrigin,
                        settings.compression());
        connector = Connectors.main(server, settings, context.clock(), tls);
        PayloadReader payloads =
                new PayloadReader(
                        settings.maxPayload(), settings.payloadTimeout(), context.clock());
        Handler kernel =
                new KernelHandler(
                        new Pipeline(context, payloads),
                        payloads,
                        writer,
                        crossOrigin,
                        disconnects,
                        context.observer(),
                        context.clock());
        if (tls.isPresent() && settings.redirectHttpFromPort().isPresent()) {
            ServerConnector plain =
                    Connectors.redirecting(
                            server,
                            settings,
                            settings.redirectHttpFromPort().get(),
                            context.clock());
            redirecting = Optional.of(plain);
            kernel = new HttpsRedirect(kernel, plain, connector, writer);
        }
        graceful = new GracefulHandler(kernel);
        server.setErrorHandler(new EnvelopeErrors(writer));
        server.setHandler(graceful);
        server.setStopTimeout(Math.max(1, settings.shutdownTimeout().toMillis()));
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
        server.addConnector(connector);
        redirecting.ifPresent(server::addConnector);
        disconnects.guard(connector);
        redirecting.ifPresent(disconnects::guard);
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(32, 4);
        threads.setName("http");
        threads.setVirtualThreadsExecutor(
                VirtualThreads.getNamedVirtualThreadsExecutor("request-"));
        return threads;
    }

    /**
     * Starts to listen.
     *
     * @throws BindException when the port is taken or the address is not this machine's
     * @throws TlsUnusableException when the files of {@code server.ssl} cannot be used
     * @throws IOException when it cannot listen for another reason
     */
    public static HttpServer start(HttpContext context) throws IOException {
        HttpServer http = new HttpServer(context);
        try {
            http.server.start();
        } catch (Exception e) {
            http.close();
            throw asIo(e);
        }
        return http;
    }

    private static IOException asIo(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException bind) {
                return bind;
            }
        }
        return e instanceof IOException io ? io : new IOException(e.getMessage(), e);
    }

    /**
     * The port it listens on; unlike zero also when the settings leave the choice to the system.
     */
    public int port() {
        return connector.getLocalPort();
    }

    /** The port of {@code server.ssl.redirectHttpFromPort}. */
    public Optional<Integer> redirectingPort() {
        return redirecting.map(ServerConnector::getLocalPort);
    }

    /** Requests being worked on. */
    public long inFlight() {
        return graceful.getCurrentRequestCount();
    }

    /**
     * Reads the files of {@code server.ssl} again; connections that are open keep what they have.
     *
     * @throws TlsUnusableException when they cannot be used; what was loaded before stays
     */
    public void reloadTls() throws TlsUnusableException {
        if (tls.isPresent()) {
            ServerTls.reload(tls.get(), settings.tls());
        }
    }

    /**
     * Stops accepting, lets running requests finish for {@code server.shutdownTimeout}, then gives
     * them up. Idempotent.
     */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("{} requests were cut off by the stop: {}", inFlight(), e.toString());
        } finally {
            disconnects.cancelAll();
            disconnects.close();
        }
    }
}
