package dev.patchbay.server;

import dev.patchbay.engine.audit.AuditEvent;
import dev.patchbay.engine.audit.AuditLog;
import dev.patchbay.engine.connector.ConnectorReferences;
import dev.patchbay.engine.connector.ConnectorTypes;
import dev.patchbay.engine.connector.ConnectorVault;
import dev.patchbay.engine.connector.Connectors;
import dev.patchbay.engine.connector.PreconfiguredConnectors;
import dev.patchbay.engine.connector.SealedConnectorVault;
import dev.patchbay.engine.connector.StoredConnectorLoader;
import dev.patchbay.engine.secret.KeyRing;
import dev.patchbay.engine.security.OwnedRules;
import dev.patchbay.engine.security.PasswordCost;
import dev.patchbay.engine.security.Security;
import dev.patchbay.engine.space.SpaceRules;
import dev.patchbay.engine.space.Spaces;
import dev.patchbay.engine.transfer.ConnectorExport;
import dev.patchbay.engine.transfer.ConnectorImport;
import dev.patchbay.engine.transfer.TransferKeys;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;
import dev.patchbay.server.TestClient.Reply;
import dev.patchbay.server.connectors.ConnectorRoutes;
import dev.patchbay.server.http.HttpContext;
import dev.patchbay.server.http.HttpServer;
import dev.patchbay.server.http.Route;
import dev.patchbay.server.http.TestSettings;
import dev.patchbay.server.savedobjects.SavedObjectRoutes;
import dev.patchbay.server.security.ElasticsearchErrors;
import dev.patchbay.server.security.KibanaRefusals;
import dev.patchbay.server.security.RoleRoutes;
import dev.patchbay.server.security.SecurityRoutes;
import dev.patchbay.server.security.SpaceRoutes;
import dev.patchbay.server.settings.SavedObjectsSettings;
import dev.patchbay.store.Database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A whole server over a real database: security, spaces, connectors, the HTTP edge. The user {@code
 * elastic} exists.
 */
public final class TestNode implements AutoCloseable {

    private static final String ROOT_PASSWORD = "correct-horse-root";

    /** The authorization of the superuser. */
    public static final String ROOT = TestClient.basic("elastic", ROOT_PASSWORD);

    /** Nothing depends on how long a hash takes, and each start makes one and checks one. */
    public static final PasswordCost CHEAP = new PasswordCost(8, 1);

    /** What differs between tests. */
    public static final class Setup {
        public List<ConnectorType> types = TestConnectorTypes.all();
        public Predicate<String> enabled = id -> !id.equals("test.not-enabled");
        public List<PreconfiguredConnectors.Entry> preconfigured = List.of();
        public ConnectorReferences references = ConnectorReferences.none();
        public boolean lenientSpaces;
        public SavedObjectsSettings savedObjects = new SavedObjectsSettings(10_000, 26_214_400);

        /** Off, nothing is told to the audit log. */
        public boolean auditing = true;

        public String encryptionKey = "a".repeat(32);
        public List<String> decryptionOnlyKeys = List.of();
        public Clock clock = Clock.system();

        /** Routes beside those of security, spaces and connectors. */
        public Function<TestNode, List<Route>> more = _ -> List.of();
    }

    public final Database database;
    public final Security security;
    public final Spaces spaces;
    public final ConnectorTypes types;
    public final PreconfiguredConnectors preconfigured;
    public final ConnectorVault vault;
    public final Connectors connectors;
    public final StoredConnectorLoader loader;
    public final ConnectorExport exports;
    public final ConnectorImport imports;
    public final TransferKeys transferKeys;
    public final AuditLog auditLog;

    /** What the audit log was told, oldest first. */
    public final List<AuditEvent> audit = new CopyOnWriteArrayList<>();

    public final TestClient client;
    private final HttpServer http;

    /** Starts. */
    public TestNode(TestStorage storage, Setup setup) {
        database = storage.open(setup.clock);
        auditLog = setup.auditing ? auditLog() : AuditLog.off();
        security =
                new Security(
                        database.security(),
                        new Security.Options(
                                List.of(), List.of(), Set.of("apikey"), Path.of("target"), CHEAP),
                        OwnedRules.none(),
                        auditLog,
                        setup.clock,
                        IdSource.random());
        security.firstStart().run(Optional.of(new Secret(ROOT_PASSWORD)));
        spaces =
                new Spaces(
                        database.spaces(),
                        database.work(),
                        new SpaceRules(1000, true, true, Optional.empty()),
                        List.of(Connectors.contents(database.connectors())));
        spaces.ensureDefault();
        types = new ConnectorTypes(setup.types, setup.enabled);
        preconfigured = new PreconfiguredConnectors(setup.preconfigured);
        KeyRing ring =
                KeyRing.of(
                        new Secret(setup.encryptionKey),
                        setup.decryptionOnlyKeys.stream().map(Secret::new).toList(),
                        IdSource.random());
        vault = new SealedConnectorVault(ring);
        transferKeys = TransferKeys.of(ring);
        var stores =
                new Connectors.ConnectorStores(
                        database.connectors(),
                        database.tokens(),
                        database.spaces(),
                        database.work());
        exports = new ConnectorExport(database.connectors(), types, vault);
        imports =
                new ConnectorImport(
                        stores,
                        types,
                        preconfigured,
                        vault,
                        setup.references,
                        setup.lenientSpaces,
                        setup.clock,
                        IdSource.random());
        connectors =
                new Connectors(
                        stores,
                        types,
                        preconfigured,
                        vault,
                        setup.references,
                        setup.lenientSpaces,
                        setup.clock);
        loader = new StoredConnectorLoader(database.connectors(), vault, types, preconfigured);
        http = start(setup);
        client = new TestClient(http.port());
    }

    private AuditLog auditLog() {
        return new AuditLog() {
            @Override
            public void write(AuditEvent event) {
                audit.add(event);
            }

            @Override
            public boolean enabled() {
                return true;
            }
        };
    }

    private HttpServer start(Setup setup) {
        List<Route> routes = new ArrayList<>();
        routes.addAll(
                SecurityRoutes.routes(
                        security, true, "patchbay.test", security.clusterUuid(), auditLog));
        routes.addAll(RoleRoutes.routes(security, auditLog));
        routes.addAll(SpaceRoutes.routes(spaces, security.rights(), auditLog));
        routes.addAll(
                ConnectorRoutes.routes(
                        connectors, loader, security.rights(), auditLog, IdSource.random()));
        routes.addAll(
                SavedObjectRoutes.routes(
                        exports,
                        imports,
                        transferKeys,
                        setup.savedObjects,
                        security.rights(),
                        auditLog));
        routes.addAll(setup.more.apply(this));
        try {
            return HttpServer.start(
                    new HttpContext(
                            new TestSettings().build(),
                            "patchbay.test",
                            List.of(),
                            routes,
                            security.authenticator(),
                            new KibanaRefusals(security.rights()),
                            new ElasticsearchErrors(true, security.rights()),
                            (_, _, _, _) -> {},
                            Runtime.getRuntime().maxMemory(),
                            setup.clock,
                            IdSource.random()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Calls as the superuser. */
    public Reply root(String method, String path, String body) {
        return client.call(ROOT, method, path, body);
    }

    /** Calls as the superuser, without a body. */
    public Reply root(String method, String path) {
        return client.call(ROOT, method, path, "");
    }

    /** Makes a space. */
    public void space(String id) {
        must(200, root("POST", "/api/spaces/space", "{\"id\":\"" + id + "\",\"name\":\"x\"}"));
    }

    /** Makes a role by Kibana's API and a user who has it alone; answers the authorization. */
    public String userWith(String name, String role) {
        must(204, root("PUT", "/api/security/role/" + name, role));
        String body =
                Json.write(
                        Json.object()
                                .put("password", name + "-password")
                                .set("roles", Json.array().add(name)));
        must(200, root("PUT", "/_security/user/" + name, body));
        return TestClient.basic(name, name + "-password");
    }

    /** An answer that must have this status. */
    public static Reply must(int status, Reply reply) {
        if (reply.status() != status) {
            throw new AssertionError(reply.status() + " " + reply.body());
        }
        return reply;
    }

    @Override
    public void close() {
        client.close();
        http.close();
        security.close();
        database.close();
    }
}
