package dev.patchbay.server.connectors;

import dev.patchbay.connectors.BuiltInTypes;
import dev.patchbay.engine.connector.SealedTokenStore;
import dev.patchbay.engine.eventlog.EventDocuments;
import dev.patchbay.engine.eventlog.EventLog;
import dev.patchbay.engine.eventlog.EventQuery;
import dev.patchbay.engine.eventlog.ExecutionRecord;
import dev.patchbay.engine.execution.Attempts;
import dev.patchbay.engine.execution.DryRuns;
import dev.patchbay.engine.execution.ExecuteRules;
import dev.patchbay.engine.execution.Executions;
import dev.patchbay.engine.execution.RateLimits;
import dev.patchbay.engine.secret.KeyRing;
import dev.patchbay.engine.store.UnitOfWork;
import dev.patchbay.net.ClusterSettings;
import dev.patchbay.net.Network;
import dev.patchbay.net.NetworkSettings;
import dev.patchbay.sdk.connector.TypeContext;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.oauth.TokenStore;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.IdSource;
import dev.patchbay.server.TestClient.Reply;
import dev.patchbay.server.TestNode;
import dev.patchbay.server.TestStorage;
import dev.patchbay.server.http.Route;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A whole server that runs connectors, over a real database. */
final class ExecuteNode implements AutoCloseable {

    /** What differs between tests. */
    static final class Setup {
        final TestNode.Setup node = new TestNode.Setup();
        ExecuteRules rules = ExecuteRules.NONE;
        RateLimits limits = RateLimits.NONE;
        MeterRegistry meters = new SimpleMeterRegistry();

        /** Whether the product's types are registered beside those of the tests. */
        boolean builtIn;

        NetworkSettings network = NetworkSettings.DEFAULT;
        Optional<ClusterSettings> cluster = Optional.empty();

        /** Around the database as the event log sees it. */
        UnaryOperator<UnitOfWork> around = work -> work;

        Setup() {
            node.types = ExecutionTypes.all();
        }
    }

    final TestNode node;
    final MeterRegistry meters;
    private final LaterTokens tokens = new LaterTokens();
    private final Network network;
    private final AtomicReference<EventLog> log = new AtomicReference<>();

    ExecuteNode(TestStorage storage) {
        this(storage, new Setup());
    }

    ExecuteNode(TestStorage storage, Setup setup) {
        meters = setup.meters;
        network = new Network(setup.network, setup.cluster, tokens, setup.node.clock);
        if (setup.builtIn) {
            setup.node.types =
                    Stream.concat(
                                    setup.node.types.stream(),
                                    new BuiltInTypes()
                                                    .types(
                                                            TypeContext.ofDefaults(
                                                                    network.allowedHosts()))
                                                    .stream())
                            .toList();
        }
        setup.node.more = started -> routes(started, setup);
        node = new TestNode(storage, setup.node);
    }

    private List<Route> routes(TestNode started, Setup setup) {
        tokens.real.set(
                new SealedTokenStore(
                        started.database.tokens(),
                        started.database.work(),
                        KeyRing.of(
                                new Secret(setup.node.encryptionKey),
                                List.of(),
                                IdSource.random())));
        log.set(
                new EventLog(
                        started.database.events(),
                        setup.around.apply(started.database.work()),
                        meters));
        Attempts attempts =
                new Attempts(
                        started.loader,
                        started.types,
                        started.security.rights(),
                        setup.rules,
                        setup.limits,
                        network,
                        setup.node.clock,
                        IdSource.random());
        List<Route> routes = new ArrayList<>();
        routes.addAll(
                ExecuteRoutes.routes(
                        new Executions(attempts, log.get(), meters, started.auditLog),
                        new DryRuns(attempts)));
        routes.addAll(
                EventRoutes.routes(
                        started.database.events(),
                        new EventDocuments("server-1", "9.4.0"),
                        started.security.rights(),
                        setup.node.clock));
        routes.addAll(
                OAuthTokenRoutes.routes(
                        network,
                        network.allowedHosts(),
                        started.security.rights(),
                        setup.node.clock));
        routes.addAll(
                ExecutionLogRoutes.routes(
                        started.database.events(),
                        new EventDocuments("server-1", "9.4.0"),
                        started.security.rights(),
                        started.auditLog,
                        setup.node.clock));
        return routes;
    }

    /** Makes a connector of the default space with an id. */
    void connector(String id, String type, String config, String secrets) {
        connector("", id, type, config, secrets);
    }

    void connector(String prefix, String id, String type, String config, String secrets) {
        String body =
                "{\"name\":\"My Connector\",\"connector_type_id\":\""
                        + type
                        + "\",\"config\":"
                        + config
                        + ",\"secrets\":"
                        + secrets
                        + "}";
        TestNode.must(200, node.root("POST", prefix + "/api/actions/connector/" + id, body));
    }

    void connector(String id, String type) {
        connector(id, type, "{}", "{}");
    }

    /** Runs a connector as the superuser. */
    Reply execute(String id, String params) {
        return execute(TestNode.ROOT, "", id, params);
    }

    Reply execute(String authorization, String prefix, String id, String params) {
        return node.client.call(
                authorization,
                "POST",
                prefix + "/api/actions/connector/" + id + "/_execute",
                "{\"params\":" + params + "}");
    }

    /** What a run that got as far as validation answered. */
    JsonNode result(String id, String params) {
        return TestNode.must(200, execute(id, params)).json();
    }

    /** The records of a connector, oldest first, once everything is written. */
    List<ExecutionRecord> records(String id) {
        settle();
        return node.database
                .events()
                .find(
                        new EventQuery(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(id),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                1_000))
                .reversed();
    }

    Network network() {
        return network;
    }

    EventLog log() {
        return log.get();
    }

    /** Waits until nothing is left to be written; fails after five seconds. */
    void settle() {
        Waiting.until(() -> log().backlog() == 0);
    }

    static JsonNode json(String text) {
        return Json.read(text);
    }

    @Override
    public void close() {
        try {
            log.get().close();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        node.close();
        network.close();
    }

    /** The network is made before the database is open. */
    private static final class LaterTokens implements TokenStore {
        private final AtomicReference<TokenStore> real = new AtomicReference<>();

        @Override
        public Optional<StoredToken> find(String connectorId) {
            return real.get().find(connectorId);
        }

        @Override
        public void put(String connectorId, StoredToken token) {
            real.get().put(connectorId, token);
        }

        @Override
        public void remove(String connectorId) {
            real.get().remove(connectorId);
        }
    }
}
