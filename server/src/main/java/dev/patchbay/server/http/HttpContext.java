package dev.patchbay.server.http;

import dev.patchbay.engine.security.Authenticator;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;
import dev.patchbay.server.settings.ServerSettings;

import java.util.List;

/**
 * What the HTTP edge is made of.
 *
 * @param serverName {@code kbn-name}
 * @param trustedProxies CIDR blocks whose {@code X-Forwarded-*} headers are believed
 * @param kibana words refusals of Kibana's routes
 * @param elasticsearch words refusals below {@code /_security}
 * @param heapBytes heap of the process, which bounds how many requests are let in
 */
public record HttpContext(
        ServerSettings settings,
        String serverName,
        List<String> trustedProxies,
        List<Route> routes,
        Authenticator authenticator,
        Dialect kibana,
        Dialect elasticsearch,
        RequestObserver observer,
        long heapBytes,
        Clock clock,
        IdSource ids) {

    /** The version of Kibana whose API this is. */
    public static final String KIBANA_VERSION = "9.4.0";

    public HttpContext {
        trustedProxies = List.copyOf(trustedProxies);
        routes = List.copyOf(routes);
    }
}
