package dev.patchbay.server.security;

import dev.patchbay.engine.audit.AuditEvent;
import dev.patchbay.engine.audit.AuditLog;
import dev.patchbay.engine.security.ConfiguredUser;
import dev.patchbay.engine.security.OwnedRules;
import dev.patchbay.engine.security.PasswordCost;
import dev.patchbay.engine.security.Role;
import dev.patchbay.engine.security.Security;
import dev.patchbay.engine.space.SpaceContents;
import dev.patchbay.engine.space.SpaceRules;
import dev.patchbay.engine.space.Spaces;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;
import dev.patchbay.server.TestNode;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.HttpContext;
import dev.patchbay.server.http.HttpServer;
import dev.patchbay.server.http.Route;
import dev.patchbay.server.http.TestSettings;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** One server over a real database: the real HTTP edge, the real dialects, the routes at hand. */
final class Node implements AutoCloseable {

    static final String ROOT_PASSWORD = "correct-horse-root";
    static final String ROOT = basic("elastic", ROOT_PASSWORD);

    /** Its own, so that no idle connection delays the stop of the server. */
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    record Reply(int status, HttpHeaders headers, String body) {
        JsonNode json() {
            return Json.read(body);
        }

        /** {@code message} of Kibana's envelope. */
        String message() {
            return json().path("message").stringValue("");
        }

        /** {@code error.reason} of Elasticsearch's. */
        String reason() {
            return json().path("error").path("reason").stringValue("");
        }

        String type() {
            return json().path("error").path("type").stringValue("");
        }
    }

    /** What differs between tests. */
    static final class Setup {
        List<ConfiguredUser> users = List.of();
        List<Role> roles = List.of();
        OwnedRules rules = OwnedRules.none();
        SpaceRules spaceRules = new SpaceRules(1000, true, true, Optional.empty());
        List<SpaceContents> contents = List.of();
        Optional<Secret> initialPassword = Optional.of(new Secret(ROOT_PASSWORD));
        boolean elasticsearchClients = true;
        Path dataDirectory = Path.of("target");
        PasswordCost passwordCost = TestNode.CHEAP;
        Clock clock = Clock.system();
    }

    final Security security;
    final Spaces spaces;
    final Optional<Secret> madeUp;
    final List<AuditEvent> audit = new CopyOnWriteArrayList<>();
    private final HttpServer http;

    Node(TestDatabase database, Setup setup) {
        AuditLog log =
                new AuditLog() {
                    @Override
                    public void write(AuditEvent event) {
                        audit.add(event);
                    }

                    @Override
                    public boolean enabled() {
                        return true;
                    }
                };
        security =
                new Security(
                        database.get().security(),
                        new Security.Options(
                                setup.users,
                                setup.roles,
                                Set.of("apikey"),
                                setup.dataDirectory,
                                setup.passwordCost),
                        setup.rules,
                        log,
                        setup.clock,
                        IdSource.random());
        madeUp = security.firstStart().run(setup.initialPassword);
        security.firstStart().deleteStaleFile();
        spaces =
                new Spaces(
                        database.get().spaces(),
                        database.get().work(),
                        setup.spaceRules,
                        setup.contents);
        spaces.ensureDefault();
        List<Route> routes = new ArrayList<>();
        routes.addAll(
                SecurityRoutes.routes(
                        security,
                        setup.elasticsearchClients,
                        "patchbay.test",
                        security.clusterUuid(),
                        log));
        routes.addAll(RoleRoutes.routes(security, log));
        routes.addAll(SpaceRoutes.routes(spaces, security.rights(), log));
        routes.add(
                Route.of(
                        "GET", "/", Route.Access.ANONYMOUS, "", _ -> Answer.redirect(302, "/app")));
        try {
            http =
                    HttpServer.start(
                            new HttpContext(
                                    new TestSettings().build(),
                                    "patchbay.test",
                                    List.of(),
                                    routes,
                                    security.authenticator(),
                                    new KibanaRefusals(security.rights()),
                                    new ElasticsearchErrors(
                                            setup.elasticsearchClients, security.rights()),
                                    (_, _, _, _) -> {},
                                    Runtime.getRuntime().maxMemory(),
                                    Clock.system(),
                                    IdSource.random()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String basic(String user, String password) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Calls; an empty authorization sends none, an empty body sends none. */
    Reply call(String authorization, String method, String path, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path))
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (!body.isEmpty() && !List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        if (!path.startsWith("/_security")) {
            request.header("kbn-xsrf", "x");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var answer = client.send(request.build(), BodyHandlers.ofString());
            return new Reply(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Reply root(String method, String path, String body) {
        return call(ROOT, method, path, body);
    }

    Reply root(String method, String path) {
        return call(ROOT, method, path, "");
    }

    /** Makes a user and returns the user's Basic header. */
    String user(String name, String... roles) {
        var body = Json.object().put("password", name + "-password");
        List.of(roles).forEach(body.putArray("roles")::add);
        Reply reply = root("PUT", "/_security/user/" + name, Json.write(body));
        if (reply.status() != 200) {
            throw new IllegalStateException(reply.body());
        }
        return basic(name, name + "-password");
    }

    /** Makes a role by Kibana's API. */
    void role(String name, String body) {
        Reply reply = root("PUT", "/api/security/role/" + name, body);
        if (reply.status() != 204) {
            throw new IllegalStateException(reply.body());
        }
    }

    /** Makes an API key of a caller and returns the answer. */
    JsonNode key(String authorization, String body) {
        Reply reply = call(authorization, "POST", "/_security/api_key", body);
        if (reply.status() != 200) {
            throw new IllegalStateException(reply.body());
        }
        return reply.json();
    }

    static String header(JsonNode key) {
        return "ApiKey " + key.path("encoded").stringValue("");
    }

    @Override
    public void close() {
        client.shutdownNow();
        http.close();
        security.close();
    }
}
