package dev.patchbay.server;

import dev.patchbay.engine.connector.ConnectorReferences;
import dev.patchbay.engine.connector.ConnectorTypes;
import dev.patchbay.engine.connector.Connectors;
import dev.patchbay.engine.connector.KeyRotation;
import dev.patchbay.engine.connector.PreconfiguredConnectors;
import dev.patchbay.engine.connector.SealedConnectorVault;
import dev.patchbay.engine.connector.SealedTokenStore;
import dev.patchbay.engine.connector.StoredConnectorLoader;
import dev.patchbay.engine.delivery.DeliverySeal;
import dev.patchbay.engine.delivery.SealedDeliveries;
import dev.patchbay.engine.eventlog.EventDocuments;
import dev.patchbay.engine.eventlog.EventExport;
import dev.patchbay.engine.eventlog.EventLog;
import dev.patchbay.engine.eventlog.EventPruning;
import dev.patchbay.engine.execution.Attempts;
import dev.patchbay.engine.execution.DryRuns;
import dev.patchbay.engine.execution.Executions;
import dev.patchbay.engine.execution.RateLimits;
import dev.patchbay.engine.execution.RateWindow;
import dev.patchbay.engine.execution.WebhookSigning;
import dev.patchbay.engine.security.Security;
import dev.patchbay.engine.space.SpaceRules;
import dev.patchbay.engine.space.Spaces;
import dev.patchbay.engine.transfer.ConnectorExport;
import dev.patchbay.engine.transfer.ConnectorImport;
import dev.patchbay.engine.transfer.TransferKeys;
import dev.patchbay.net.Network;
import dev.patchbay.sdk.schema.JsonSchemas;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;
import dev.patchbay.server.connectors.ConnectorRoutes;
import dev.patchbay.server.connectors.EventRoutes;
import dev.patchbay.server.connectors.ExecuteRoutes;
import dev.patchbay.server.connectors.ExecutionLogRoutes;
import dev.patchbay.server.connectors.OAuthTokenRoutes;
import dev.patchbay.server.connectors.RotateKeyRoutes;
import dev.patchbay.server.http.HttpContext;
import dev.patchbay.server.http.HttpServer;
import dev.patchbay.server.http.Route;
import dev.patchbay.server.http.TlsUnusableException;
import dev.patchbay.server.operations.HttpMetrics;
import dev.patchbay.server.operations.OpenApi;
import dev.patchbay.server.operations.ProbeRoutes;
import dev.patchbay.server.operations.Readiness;
import dev.patchbay.server.operations.RootRoutes;
import dev.patchbay.server.operations.StatusRoutes;
import dev.patchbay.server.savedobjects.SavedObjectRoutes;
import dev.patchbay.server.security.ElasticsearchErrors;
import dev.patchbay.server.security.KibanaRefusals;
import dev.patchbay.server.security.RoleRoutes;
import dev.patchbay.server.security.SecurityRoutes;
import dev.patchbay.server.security.SpaceRoutes;
import dev.patchbay.server.settings.PatchbaySettings;
import dev.patchbay.server.settings.ServerSettings;
import dev.patchbay.server.settings.Settings;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Puts the server together, from the database up to the door. What is opened is added to {@link
 * OpenParts} at once, so that a refusal half way closes the rest; the door is the last and so the
 * first to close.
 */
final class Composition {

    private static final Logger LOG = LoggerFactory.getLogger("server");

    private final ServerParts ground;
    private final OpenParts parts;
    private final List<Route> routes = new ArrayList<>();

    private Composition(ServerParts ground, OpenParts parts) {
        this.ground = ground;
        this.parts = parts;
    }

    /**
     * Opens everything and begins to listen.
     *
     * @param terminal shows a line to a person at the terminal, and to nobody else
     * @return the door
     */
    static HttpServer open(
            Settings settings,
            OpenParts parts,
            Clock clock,
            IdSource ids,
            Consumer<String> terminal)
            throws StartRefusedException {
        ServerParts ground = Ground.open(settings, parts, clock, ids);
        Composition composition = new Composition(ground, parts);
        Security security = SecurityParts.open(ground, parts, terminal);
        composition.security(security);
        EventLog events = composition.connectors(security);
        Readiness readiness = composition.operations(events);
        HttpServer http = composition.listen(security);
        parts.add("readiness", readiness::stopping);
        LOG.info(
                "Patchbay {} (API of Kibana {}) listens on {}://{}:{}{}",
                Version.current(),
                HttpContext.KIBANA_VERSION,
                settings.server().tls().enabled() ? "https" : "http",
                settings.server().host(),
                http.port(),
                settings.server().basePath());
        security.firstStart().deleteStaleFile();
        return http;
    }

    private void security(Security security) {
        Settings settings = ground.settings();
        boolean elasticsearch = settings.security().elasticsearchClients();
        Spaces spaces =
                new Spaces(
                        ground.database().spaces(),
                        ground.database().work(),
                        new SpaceRules(settings.spaces().maxSpaces(), true, true, Optional.empty()),
                        // Deliveries first: what is known of targets goes by their connectors.
                        List.of(
                                ground.database().deliveries()::removeSpace,
                                Connectors.contents(ground.database().connectors())));
        spaces.ensureDefault();
        routes.addAll(
                SecurityRoutes.routes(
                        security,
                        elasticsearch,
                        ground.name(),
                        security.clusterUuid(),
                        ground.audit()));
        routes.addAll(RoleRoutes.routes(security, ground.audit()));
        routes.addAll(SpaceRoutes.routes(spaces, security.rights(), ground.audit()));
    }

    private EventLog connectors(Security security) throws StartRefusedException {
        Settings settings = ground.settings();
        var database = ground.database();
        var vault = new SealedConnectorVault(ground.keys());
        Network network = parts.add("network", network());
        if (settings.actions().alertHistoryIndex()) {
            AlertHistoryTemplate.begin(network);
        }
        NetworkMetrics.register(ground.metrics().registry(), network);
        ConnectorTypes types =
                TypeParts.types(settings, network.allowedHosts(), parts, ground.clock());
        PreconfiguredConnectors preconfigured = TypeParts.preconfigured(settings.actions(), types);
        var stores =
                new Connectors.ConnectorStores(
                        database.connectors(),
                        database.tokens(),
                        database.spaces(),
                        database.work());
        ConnectorReferences references = DeliveryParts.references(database.deliveries());
        Connectors connectors =
                new Connectors(
                        stores,
                        types,
                        preconfigured,
                        vault,
                        references,
                        settings.spaces().lenient(),
                        ground.clock());
        var loader = new StoredConnectorLoader(database.connectors(), vault, types, preconfigured);
        Attempts attempts =
                new Attempts(
                        loader,
                        types,
                        security.rights(),
                        SecurityParts.executeRules(settings.security()),
                        rateLimits(settings),
                        new WebhookSigning(
                                settings.patchbay().delivery().signing().stream()
                                        .map(entry ->
                                                new WebhookSigning.Rule(
                                                        entry.id(), entry.secrets()))
                                        .toList()),
                        network,
                        ground.clock(),
                        ground.ids());
        export(network);
        EventLog events = events();
        routes.addAll(DeliveryParts.open(ground, parts, types, attempts, security.rights()));
        routes.addAll(
                ConnectorRoutes.routes(
                        connectors, loader, security.rights(), ground.audit(), ground.ids()));
        routes.addAll(
                SavedObjectRoutes.routes(
                        new ConnectorExport(database.connectors(), types, vault),
                        new ConnectorImport(
                                stores,
                                types,
                                preconfigured,
                                vault,
                                references,
                                settings.spaces().lenient(),
                                ground.clock(),
                                ground.ids()),
                        TransferKeys.of(ground.keys()),
                        settings.savedObjects(),
                        security.rights(),
                        ground.audit()));
        routes.addAll(
                ExecuteRoutes.routes(
                        new Executions(
                                attempts, events, ground.metrics().registry(), ground.audit()),
                        new DryRuns(attempts)));
        routes.addAll(
                EventRoutes.routes(
                        database.events(),
                        new EventDocuments(ground.uuid(), HttpContext.KIBANA_VERSION),
                        security.rights(),
                        ground.clock()));
        routes.addAll(
                ExecutionLogRoutes.routes(
                        database.events(),
                        new EventDocuments(ground.uuid(), HttpContext.KIBANA_VERSION),
                        security.rights(),
                        ground.audit(),
                        ground.clock()));
        routes.addAll(
                OAuthTokenRoutes.routes(
                        network, network.allowedHosts(), security.rights(), ground.clock()));
        routes.addAll(
                RotateKeyRoutes.routes(
                        new KeyRotation(
                                database.connectors(),
                                database.tokens(),
                                database.work(),
                                ground.keys(),
                                SealedDeliveries.of(
                                        database.deliveries(), new DeliverySeal(ground.keys()))),
                        security.rights()));
        return events;
    }

    private RateLimits rateLimits(Settings settings) {
        return settings.actions()
                .emailRateLimit()
                .map(limit ->
                        new RateLimits(
                                Map.of(
                                        ".email",
                                        new RateWindow(
                                                limit.limit(), limit.window(), ground.clock()))))
                .orElse(RateLimits.NONE);
    }

    private Network network() throws StartRefusedException {
        return new Network(
                NetworkOptions.of(
                        ground.settings().actions(), ground.settings().patchbay().network()),
                ClusterOptions.of(ground.settings().elasticsearch()),
                new SealedTokenStore(
                        ground.database().tokens(), ground.database().work(), ground.keys()),
                ground.clock());
    }

    private void export(Network network) throws StartRefusedException {
        Settings settings = ground.settings();
        Optional<String> stream = settings.patchbay().events().dataStream();
        if (stream.isEmpty()) {
            return;
        }
        if (settings.elasticsearch().hosts().isEmpty()) {
            throw StartRefusedException.configuration(
                    "[config validation of [patchbay].events.dataStream]: elasticsearch.hosts must"
                            + " be set");
        }
        parts.add(
                "event export",
                new EventExport(
                        ground.database().outbox(),
                        new EventDocuments(ground.uuid(), HttpContext.KIBANA_VERSION),
                        network,
                        stream.get(),
                        ground.ids().uuid(),
                        ground.metrics().registry(),
                        ground.clock()));
    }

    private EventLog events() {
        PatchbaySettings.Events kept = ground.settings().patchbay().events();
        var store = ground.database().events();
        parts.add(
                "event pruning",
                new EventPruning(store, kept.retention(), kept.maxSize(), ground.clock()));
        return parts.add(
                "event log",
                new EventLog(store, ground.database().work(), ground.metrics().registry()));
    }

    private Readiness operations(EventLog events) {
        ServerSettings server = ground.settings().server();
        Readiness readiness =
                new Readiness(
                        List.of(
                                Readiness.Check.of("database", ground.database()::ping),
                                Readiness.Check.of("event log", () -> writable(events))),
                        ground.clock());
        routes.addAll(
                StatusRoutes.of(
                        ground.name(),
                        ground.uuid(),
                        ground.settings().anonymousStatus(),
                        readiness));
        routes.addAll(ProbeRoutes.of(readiness));
        routes.addAll(ground.metrics().routes());
        routes.addAll(RootRoutes.of(server.basePath() + "/api/status"));
        routes.add(
                OpenApi.route(
                        Version.current(),
                        server.basePath(),
                        List.copyOf(routes),
                        JsonSchemas::of));
        return readiness;
    }

    private static void writable(EventLog events) {
        if (events.unavailable()) {
            throw new IllegalStateException("records of executions cannot be written");
        }
    }

    private HttpServer listen(Security security) throws StartRefusedException {
        ServerSettings server = ground.settings().server();
        HttpContext context =
                new HttpContext(
                        server,
                        ground.name(),
                        ground.settings().patchbay().network().trustedProxies(),
                        routes,
                        security.authenticator(),
                        new KibanaRefusals(security.rights()),
                        new ElasticsearchErrors(
                                ground.settings().security().elasticsearchClients(),
                                security.rights()),
                        new HttpMetrics(ground.metrics().registry()),
                        Runtime.getRuntime().maxMemory(),
                        ground.clock(),
                        ground.ids());
        try {
            return parts.add("http", HttpServer.start(context));
        } catch (BindException e) {
            throw StartRefusedException.unusable(
                    "Port "
                            + server.port()
                            + " of "
                            + server.host()
                            + " cannot be used: "
                            + e.getMessage());
        } catch (TlsUnusableException e) {
            throw StartRefusedException.configuration(e);
        } catch (IOException e) {
            throw StartRefusedException.unusable("cannot listen: " + e.getMessage());
        }
    }
}
