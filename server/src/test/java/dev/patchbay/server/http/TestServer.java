package dev.patchbay.server.http;

import dev.patchbay.engine.security.Authentication;
import dev.patchbay.engine.security.Authenticator;
import dev.patchbay.engine.security.Caller;
import dev.patchbay.engine.store.StoreUnavailableException;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Schemas;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;
import dev.patchbay.server.http.Route.Access;

import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real server with routes that show what they were given; {@code Basic} of {@code reader:secret}
 * is let in.
 */
final class TestServer implements AutoCloseable {

    /** The header line of the one user. */
    static final String AUTH =
            "Authorization: Basic "
                    + Base64.getEncoder()
                            .encodeToString("reader:secret".getBytes(StandardCharsets.UTF_8));

    final HttpServer http;
    final List<String> observed = new ArrayList<>();
    final CountDownLatch cancelled = new CountDownLatch(1);
    final CountDownLatch running = new CountDownLatch(1);
    final Semaphore finish = new Semaphore(0);

    /** How many slow requests run. */
    final AtomicInteger slow = new AtomicInteger();

    TestServer(TestSettings settings) throws IOException {
        this(settings, "127.0.0.9/32", 256L << 20);
    }

    TestServer(TestSettings settings, String trustedProxy, long heap) throws IOException {
        http =
                HttpServer.start(
                        new HttpContext(
                                settings.build(),
                                "patchbay.test",
                                List.of(trustedProxy),
                                routes(),
                                AUTHENTICATOR,
                                PlainDialects.kibana(),
                                PlainDialects.elasticsearch(),
                                this::observe,
                                heap,
                                Clock.system(),
                                IdSource.random()));
    }

    static TestServer start() throws IOException {
        return new TestServer(new TestSettings());
    }

    private synchronized void observe(String method, String route, int status, long nanos) {
        observed.add(method + " " + route + " " + status);
        notifyAll();
    }

    /** How many requests were answered. */
    synchronized int answered() {
        return observed.size();
    }

    /** Waits until more were. */
    synchronized void awaitMoreThan(int answered) throws InterruptedException {
        while (observed.size() <= answered) {
            wait();
        }
    }

    int port() {
        return http.port();
    }

    RawClient.Reply exchange(String request) throws IOException {
        return RawClient.exchange(port(), request);
    }

    @Override
    public void close() {
        finish.release(1_000);
        http.close();
    }

    private static final Authenticator AUTHENTICATOR =
            (authorization, _) -> {
                if (authorization.isEmpty() || authorization.get().startsWith("Bearer ")) {
                    return new Authentication.Missing();
                }
                return AUTH.endsWith(authorization.get())
                        ? new Authentication.Authenticated(
                                new Caller("reader", "u1", Optional.empty()))
                        : new Authentication.RefusedUser("someone");
            };

    private List<Route> routes() {
        return List.of(
                Route.of("GET", "/api/thing/{id}", Access.PUBLIC, "", TestServer::show)
                        .withParams(Schemas.object(Schemas.member("id", Schemas.string(1, 36))))
                        .withQuery(
                                Schemas.object(
                                        Schemas.member("page", Schemas.string().optional()))),
                Route.of("POST", "/api/thing/{id?}", Access.PUBLIC, "", TestServer::show)
                        .withBody(
                                Schemas.object(
                                        Schemas.member("name", Schemas.string()),
                                        Schemas.member("tags", Schemas.any().optional()))),
                Route.of("DELETE", "/api/thing/{id}", Access.PUBLIC, "", _ -> Answer.noContent()),
                Route.of("POST", "/api/free", Access.PUBLIC, "", TestServer::show),
                Route.of("POST", "/api/guarded", Access.PUBLIC, "", TestServer::show)
                        .withDoor(TestServer::notWithoutInvitation),
                Route.of("POST", "/api/upload", Access.PUBLIC, "", TestServer::size)
                        .withUpload(3_000_000),
                Route.of("GET", "/api/{kind}/{id}/more", Access.PUBLIC, "", TestServer::show),
                Route.of("GET", "/internal/thing", Access.INTERNAL, "", TestServer::show),
                Route.of("GET", "/api/slow", Access.PUBLIC, "", this::slow),
                Route.of("GET", "/api/bug", Access.PUBLIC, "", _ -> bug()),
                Route.of("GET", "/api/storeless", Access.PUBLIC, "", _ -> storeless()),
                Route.of("GET", "/api/long", Access.PUBLIC, "", TestServer::longText),
                Route.of("GET", "/api/stream", Access.PUBLIC, "", _ -> stream()),
                Route.of("GET", "/api/endless", Access.PUBLIC, "", this::endless),
                Route.of("GET", "/api/open", Access.ANONYMOUS, "", TestServer::show),
                Route.of("POST", "/-/poke", Access.ANONYMOUS, "", TestServer::show),
                Route.of("GET", "/", Access.ELASTICSEARCH, "", _ -> text("elasticsearch"))
                        .onlyWhen(h -> h.first("x-elastic-client-meta").isPresent()),
                Route.of("GET", "/", Access.ANONYMOUS, "", _ -> Answer.redirect(302, "/app")),
                Route.of("GET", "/_security/user/{n}", Access.ELASTICSEARCH, "", TestServer::show),
                Route.of("PUT", "/_security/user/{n}", Access.ELASTICSEARCH, "", TestServer::show));
    }

    private static Optional<Answer> notWithoutInvitation(Exchange exchange) {
        return exchange.headers().first("invitation").isPresent()
                ? Optional.empty()
                : Optional.of(Answer.error(429, "not " + exchange.requireCaller().username()));
    }

    private static Answer text(String text) {
        return Answer.text(200, "text/plain; charset=utf-8", text);
    }

    private static Answer bug() {
        throw new IllegalStateException("secret detail");
    }

    private static Answer storeless() {
        throw new StoreUnavailableException("no database", new IOException("refused"));
    }

    private static Answer longText(Exchange exchange) {
        return text("0123456789".repeat(1_000));
    }

    private static Answer stream() {
        return Answer.stream(
                200,
                "text/plain",
                out -> {
                    out.write("one ".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    out.write("two".getBytes(StandardCharsets.UTF_8));
                });
    }

    /** A stream that says one word and waits for a silent source until the client leaves. */
    private Answer endless(Exchange exchange) {
        return Answer.stream(
                200,
                "text/event-stream",
                out -> {
                    out.write("one".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    running.countDown();
                    try (var _ = exchange.cancellation().onCancel(finish::release)) {
                        finish.acquire();
                        cancelled.countDown();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private Answer slow(Exchange exchange) {
        slow.incrementAndGet();
        try (var _ = exchange.cancellation().onCancel(cancelled::countDown)) {
            running.countDown();
            long millis = exchange.query().path("ms").asLong(0);
            if (millis > 0) {
                Clock.system().sleep(Duration.ofMillis(millis));
            } else {
                finish.acquire();
            }
            return text("done");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            slow.decrementAndGet();
        }
    }

    private static Answer size(Exchange exchange) {
        return text(exchange.content().length + "");
    }

    private static Answer show(Exchange exchange) {
        ObjectNode shown = Json.object();
        shown.put("space", exchange.spaceId());
        shown.put("path", exchange.pathAndQuery());
        shown.put("id", exchange.optionalPathParam("id").orElse(null));
        shown.set("query", exchange.query());
        shown.put("caller", exchange.caller().map(Caller::username).orElse(null));
        shown.put("address", exchange.clientAddress());
        shown.put("requestId", exchange.requestId());
        exchange.body().ifPresent(body -> shown.set("body", body));
        return Answer.json(shown);
    }
}
