package dev.patchbay.server.http;

import dev.patchbay.sdk.time.Clock;
import dev.patchbay.server.settings.ServerSettings;

import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** Jetty's listeners, set up to accept what Node and Kibana accept. */
final class Connectors {

    private static final int BACKLOG = 1024;

    private Connectors() {}

    /** The listener on {@code server.port}. */
    static ServerConnector main(
            Server server,
            ServerSettings settings,
            Clock clock,
            Optional<SslContextFactory.Server> tls) {
        HttpConfiguration configuration = configuration(settings);
        HttpConnectionFactory http = new HttpConnectionFactory(configuration);
        if (tls.isEmpty()) {
            return listener(server, settings, settings.port(), clock, http);
        }
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        SslConnectionFactory secure = new SslConnectionFactory(tls.get(), http.getProtocol());
        return listener(server, settings, settings.port(), clock, secure, http);
    }

    /** The plain listener on {@code server.ssl.redirectHttpFromPort}. */
    static ServerConnector redirecting(
            Server server, ServerSettings settings, int port, Clock clock) {
        HttpConnectionFactory http = new HttpConnectionFactory(configuration(settings));
        return listener(server, settings, port, clock, http);
    }

    private static HttpConfiguration configuration(ServerSettings settings) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setRequestHeaderSize(HttpServer.MOST_HEADER_BYTES);
        // Jetty's cache of header fields is a table of 100 kB for each connection that is kept
        // alive.
        configuration.setHeaderCacheSize(0);
        configuration.setSendServerVersion(false);
        configuration.setUriCompliance(
                UriCompliance.from(
                        "RFC3986,AMBIGUOUS_PATH_SEPARATOR,AMBIGUOUS_PATH_ENCODING,"
                            + "AMBIGUOUS_EMPTY_SEGMENT,ILLEGAL_PATH_CHARACTERS,BAD_UTF8_ENCODING"));
        configuration.setIdleTimeout(settings.socketTimeout().toMillis());
        return configuration;
    }

    private static ServerConnector listener(
            Server server,
            ServerSettings settings,
            int port,
            Clock clock,
            ConnectionFactory... factories) {
        ServerConnector connector =
                new ServerConnector(server, 1, -1, factories) {
                    @Override
                    protected SocketChannelEndPoint newEndPoint(
                            SocketChannel channel, ManagedSelector selector, SelectionKey key) {
                        SocketChannelEndPoint endPoint =
                                new WatchedEndPoint(channel, selector, key, getScheduler(), clock);
                        endPoint.setIdleTimeout(getIdleTimeout());
                        return endPoint;
                    }
                };
        connector.setHost(settings.host());
        connector.setPort(port);
        connector.setIdleTimeout(settings.keepaliveTimeout().toMillis());
        connector.setAcceptQueueSize(BACKLOG);
        return connector;
    }
}
