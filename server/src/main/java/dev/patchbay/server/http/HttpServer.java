package dev.patchbay.server.http;

import dev.patchbay.sdk.time.Clock;
import dev.patchbay.server.settings.ServerSettings;

import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.BindException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;

/**
 * Jetty, set up so that it accepts what Node and Kibana accept and answers everything in Kibana's
 * envelope.
 */
public final class HttpServer implements AutoCloseable {

    /** Longest request line and headers together, in bytes; beyond it 431 (or 414 for the line). */
    public static final int MOST_HEADER_BYTES = 65_536;

    /** Connections at a time; further ones wait to be accepted. */
    private static final int MOST_CONNECTIONS = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger("http");

    private final Server server;
    private final ServerConnector connector;
    private final GracefulHandler graceful;
    private final DisconnectWatch disconnects;
    private final int port;

    private HttpServer(
            Server server,
            ServerConnector connector,
            GracefulHandler graceful,
            DisconnectWatch disconnects) {
        this.server = server;
        this.connector = connector;
        this.graceful = graceful;
        this.disconnects = disconnects;
        this.port = connector.getLocalPort();
    }

    /**
     * Starts to listen.
     *
     * @throws BindException when the port is taken or the address is not this machine's
     * @throws IOException when it cannot listen for another reason
     */
    public static HttpServer start(HttpContext context) throws IOException {
        ServerSettings settings = context.settings();
        CrossOrigin crossOrigin = new CrossOrigin(settings.cors());
        AnswerWriter writer =
                new AnswerWriter(
                        StandardHeaders.of(settings, context.serverName()),
                        crossOrigin,
                        settings.compression());
        DisconnectWatch disconnects =
                new DisconnectWatch(context.clock(), settings.payloadTimeout());
        GracefulHandler graceful =
                new GracefulHandler(
                        new KernelHandler(
                                new Pipeline(context),
                                writer,
                                crossOrigin,
                                disconnects,
                                context.observer(),
                                context.clock()));
        QueuedThreadPool threads = new QueuedThreadPool(32, 4);
        threads.setName("http");
        threads.setVirtualThreadsExecutor(
                VirtualThreads.getNamedVirtualThreadsExecutor("request-"));
        Server server = new Server(threads);
        server.setErrorHandler(new EnvelopeErrors(writer));
        server.setHandler(graceful);
        server.setStopTimeout(Math.max(1, settings.shutdownTimeout().toMillis()));
        ServerConnector connector =
                connector(
                        server,
                        context.clock(),
                        List.of(new HttpConnectionFactory(configuration(settings))));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(settings.keepaliveTimeout().toMillis());
        connector.setAcceptQueueSize(1024);
        server.addConnector(connector);
        disconnects.guard(connector);
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
        try {
            server.start();
        } catch (Exception e) {
            disconnects.close();
            throw asIo(e);
        }
        return new HttpServer(server, connector, graceful, disconnects);
    }

    private static IOException asIo(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException bind) {
                return bind;
            }
        }
        return e instanceof IOException io ? io : new IOException(e.getMessage(), e);
    }

    private static HttpConfiguration configuration(ServerSettings settings) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setRequestHeaderSize(MOST_HEADER_BYTES);
        configuration.setSendServerVersion(false);
        configuration.setUriCompliance(
                UriCompliance.from(
                        "RFC3986,AMBIGUOUS_PATH_SEPARATOR,AMBIGUOUS_PATH_ENCODING,"
                            + "AMBIGUOUS_EMPTY_SEGMENT,ILLEGAL_PATH_CHARACTERS,BAD_UTF8_ENCODING"));
        configuration.setIdleTimeout(settings.socketTimeout().toMillis());
        return configuration;
    }

    private static ServerConnector connector(
            Server server, Clock clock, List<ConnectionFactory> factories) {
        return new ServerConnector(server, 1, -1, factories.toArray(ConnectionFactory[]::new)) {
            @Override
            protected SocketChannelEndPoint newEndPoint(
                    SocketChannel channel, ManagedSelector selector, SelectionKey key) {
                SocketChannelEndPoint endPoint =
                        new WatchedEndPoint(channel, selector, key, getScheduler(), clock);
                endPoint.setIdleTimeout(getIdleTimeout());
                return endPoint;
            }
        };
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** Requests being worked on. */
    public long inFlight() {
        return graceful.getCurrentRequestCount();
    }

    /**
     * Stops accepting, lets running requests finish for {@code server.shutdownTimeout}, then cuts
     * them off. Idempotent.
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
