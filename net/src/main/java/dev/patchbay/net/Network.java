package dev.patchbay.net;

import dev.patchbay.sdk.connector.AllowedHosts;
import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.mail.MailServer;
import dev.patchbay.sdk.oauth.TokenStore;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.transport.AttemptScope;
import dev.patchbay.sdk.transport.AttemptTransports;
import dev.patchbay.sdk.transport.Outbound;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The way out of the house (ADR 8). Every call is judged against the allow-list at each hop,
 * against the address guard with the address that is dialled next, and ends within its deadline.
 * Connections are kept between calls. Thread-safe; blocking, to be used on virtual threads.
 *
 * <p>Mail is a sibling of {@link AttemptHttp} over the same parts: it asks the same {@link Dialer}
 * for a connection to {@code smtp://host:port}, so names, guard, proxy, TLS and deadline are the
 * same code (ADR 15). Streams will join likewise: {@code stream(HttpCall)} runs the hops of a call
 * up to the head and hands out the body under the same {@link Exchange}.
 */
public final class Network implements Outbound, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("plugins.actions");

    private final NetworkParts parts;
    private final NameLookups names;
    private final IdleLinks idle;
    private final TokenFlights tokens;
    private final Optional<Cluster> cluster;

    /**
     * A network with these settings; warnings about them are logged now. Opens nothing yet.
     *
     * @throws IllegalArgumentException when an allowed address is no CIDR block
     */
    public Network(NetworkSettings settings, TokenStore tokenStore, Clock clock) {
        this(settings, Optional.empty(), tokenStore, clock);
    }

    /**
     * A network with these settings and, perhaps, an Elasticsearch cluster.
     *
     * @throws IllegalArgumentException when an allowed address is no CIDR block
     */
    public Network(
            NetworkSettings settings,
            Optional<ClusterSettings> cluster,
            TokenStore tokenStore,
            Clock clock) {
        this(settings, cluster, tokenStore, clock, NameResolver.system(), Dial.system());
    }

    Network(
            NetworkSettings settings,
            TokenStore tokenStore,
            Clock clock,
            NameResolver resolver,
            Dial dial) {
        this(settings, Optional.empty(), tokenStore, clock, resolver, dial);
    }

    private Network(
            NetworkSettings settings,
            Optional<ClusterSettings> clusterSettings,
            TokenStore tokenStore,
            Clock clock,
            NameResolver resolver,
            Dial dial) {
        AddressGuard guard =
                new AddressGuard(
                        settings.denyPrivateAddresses(),
                        settings.allowedAddresses().stream().map(Cidr::parse).toList());
        TlsContexts tls = new TlsContexts();
        names = new NameLookups(resolver);
        idle = new IdleLinks(clock);
        Dialer dialer =
                new Dialer(
                        names,
                        guard,
                        dial,
                        () -> tls.plain(settings.proxyVerificationMode()),
                        settings.userAgent(),
                        clock);
        parts =
                new NetworkParts(
                        settings,
                        new HostAllowList(settings.allowedHosts()),
                        new ProxyChoice(settings.proxy(), LOG),
                        new CustomHosts(settings.customHosts(), LOG),
                        tls,
                        new HopRunner(
                                idle,
                                dialer,
                                settings.userAgent(),
                                settings.maxResponseContentLength(),
                                clock),
                        dialer,
                        new Watchdog(clock, idle::sweep),
                        new KnownUrls(),
                        clock);
        tokens = new TokenFlights(tokenStore, clock);
        cluster = clusterSettings.map(given -> new Cluster(given, tokenStore, clock));
    }

    @Override
    public AttemptTransports open(AttemptScope scope) {
        return new Attempt(
                new AttemptHttp(parts, scope),
                new AttemptMail(parts, scope),
                cluster.map(one -> one.open(scope)),
                scope,
                tokens);
    }

    /**
     * Connects to the host of a URL as a call would, and agrees on TLS where it is https; sends no
     * request.
     *
     * @param tls as the connector wishes
     */
    public Reach reach(String url, TlsOptions tls, Duration timeout) {
        return new Reacher(parts).web(url, tls, timeout);
    }

    /**
     * Connects to a mail server as a message would, hears its greeting, agrees on TLS and leaves;
     * signs in nowhere and sends nothing.
     *
     * @param signsIn whether a message would bring a password, which STARTTLS must guard
     */
    public Reach reachMail(MailServer server, boolean signsIn, Duration timeout) {
        return new Reacher(parts).mail(server, signsIn, timeout);
    }

    /** The same for each host of the cluster; empty without one. */
    public List<Reach> reachCluster(Duration timeout) {
        return cluster.map(one -> one.reach(timeout)).orElse(List.of());
    }

    /** The allow-list, for the checks of types. */
    public AllowedHosts allowedHosts() {
        return parts.allowList();
    }

    /** Connections at this moment. */
    public NetworkStats stats() {
        return parts.runner().stats();
    }

    /** Gives up what is under way and closes every connection. Idempotent. */
    @Override
    public void close() {
        parts.watchdog().close();
        idle.close();
        names.close();
        cluster.ifPresent(Cluster::close);
    }
}
