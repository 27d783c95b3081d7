package dev.patchbay.server.deliveries;

import static dev.patchbay.server.TestNode.must;

import dev.patchbay.engine.delivery.Deliverer;
import dev.patchbay.engine.delivery.Deliveries;
import dev.patchbay.engine.delivery.DeliveryIds;
import dev.patchbay.engine.delivery.DeliveryLimits;
import dev.patchbay.engine.delivery.DeliverySeal;
import dev.patchbay.engine.delivery.DeliveryWorkers;
import dev.patchbay.engine.delivery.QueueSize;
import dev.patchbay.engine.delivery.Replays;
import dev.patchbay.engine.delivery.RetrySchedule;
import dev.patchbay.engine.execution.Attempts;
import dev.patchbay.engine.execution.ExecuteRules;
import dev.patchbay.engine.secret.KeyRing;
import dev.patchbay.engine.template.ParamsRenderer;
import dev.patchbay.engine.template.TemplateLimits;
import dev.patchbay.engine.template.Templates;
import dev.patchbay.sdk.connector.Check;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.http.HttpTransport;
import dev.patchbay.sdk.mail.MailTransport;
import dev.patchbay.sdk.oauth.AccessTokens;
import dev.patchbay.sdk.outcome.Idempotency;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.schema.Schemas;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;
import dev.patchbay.sdk.transport.AttemptTransports;
import dev.patchbay.server.TestNode;
import dev.patchbay.server.TestStorage;
import dev.patchbay.server.http.Route;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server that delivers to a target inside the test, over the real edge and a real database. */
final class DeliveryServer implements AutoCloseable {

    static final String PATH = "/api/patchbay/deliveries";

    /** Stands in params and must never be seen. */
    static final String CANARY = "canary-value-of-params";

    private final TestStorage storage;
    private final long mostQueued;
    final TestNode node;
    final String connector;
    private @Nullable DeliveryWorkers workers;

    DeliveryServer(long mostQueued) {
        this(new TestStorage(TestStorage.Kind.SQLITE), mostQueued);
    }

    DeliveryServer(TestStorage storage, long mostQueued) {
        this(storage, mostQueued, true);
    }

    DeliveryServer(TestStorage storage, long mostQueued, boolean auditing) {
        this.storage = storage;
        this.mostQueued = mostQueued;
        TestNode.Setup setup = new TestNode.Setup();
        setup.types = List.of(type());
        setup.enabled = _ -> true;
        setup.auditing = auditing;
        setup.more = this::routes;
        node = new TestNode(storage, setup);
        Objects.requireNonNull(workers).start();
        connector =
                must(
                                200,
                                node.root(
                                        "POST",
                                        "/api/actions/connector",
                                        "{\"name\":\"n\",\"connector_type_id\":\"test.target\"}"))
                        .json()
                        .path("id")
                        .stringValue();
    }

    private static ConnectorType type() {
        return ConnectorType.named("test.target", "Target")
                .features("alerting")
                .operations(
                        new Operations.Single(
                                new Operation(
                                        "run",
                                        Idempotency.EFFECTFUL,
                                        Schemas.record(Schemas.any()),
                                        Check.NONE,
                                        DeliveryServer::run)));
    }

    private static Outcome run(Invocation invocation) {
        return switch (invocation.params().path("do").stringValue("")) {
            case "refuse" -> Failed.of(Reason.CLIENT_ERROR, "the target refused");
            case "fail" -> Failed.of(Reason.NETWORK, "no connection");
            default -> Outcome.ok();
        };
    }

    /** The target is inside the test: nothing goes out. */
    private static final class Nowhere implements AttemptTransports {
        @Override
        public HttpTransport http() {
            throw new UnsupportedOperationException();
        }

        @Override
        public MailTransport mail() {
            throw new UnsupportedOperationException();
        }

        @Override
        public AccessTokens tokens() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long requestBytes() {
            return 0;
        }

        @Override
        public boolean effectfulRequestSent() {
            return false;
        }

        @Override
        public void close() {}
    }

    private List<Route> routes(TestNode on) {
        var database = on.database;
        Clock clock = Clock.system();
        Attempts attempts =
                new Attempts(
                        on.loader,
                        on.types,
                        on.security.rights(),
                        ExecuteRules.NONE,
                        _ -> new Nowhere(),
                        clock,
                        IdSource.random());
        DeliverySeal seal =
                new DeliverySeal(
                        KeyRing.of(new Secret("a".repeat(32)), List.of(), IdSource.random()));
        QueueSize queue = new QueueSize(database.deliveries(), clock);
        DeliveryWorkers started =
                new DeliveryWorkers(
                        database.deliveries(),
                        database.work(),
                        database.events(),
                        new Deliverer(
                                attempts,
                                seal,
                                RetrySchedule.overADay(IdSource.random()),
                                _ -> Optional.empty(),
                                clock),
                        queue,
                        DeliveryLimits.NONE,
                        Optional.empty(),
                        DeliveryWorkers.Options.of("n-1"),
                        new SimpleMeterRegistry(),
                        clock);
        workers = started;
        DeliveryIds ids = new DeliveryIds(clock, IdSource.random());
        Templates templates =
                new Templates(TemplateLimits.DEFAULT, clock, IdSource.random(), ZoneOffset.UTC);
        return DeliveryRoutes.routes(
                new Deliveries(
                        database.deliveries(),
                        database.work(),
                        attempts,
                        new ParamsRenderer(templates),
                        seal,
                        queue,
                        mostQueued,
                        ids,
                        clock,
                        started::wake),
                new Replays(
                        database.deliveries(),
                        database.work(),
                        attempts,
                        seal,
                        queue,
                        mostQueued,
                        ids,
                        clock,
                        started::wake),
                on.security.rights(),
                on.auditLog);
    }

    @Override
    public void close() {
        try {
            Objects.requireNonNull(workers).close();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        node.close();
        storage.close();
    }

    String body(String what, String more) {
        return "{\"deliveries\":[{\"connector_id\":\""
                + connector
                + "\",\"params\":{\"do\":\""
                + what
                + "\",\"text\":\""
                + CANARY
                + "\"}"
                + more
                + "}]}";
    }

    String accept(String what, String more) {
        return must(202, node.root("POST", PATH, body(what, more)))
                .json()
                .at("/deliveries/0/id")
                .stringValue();
    }

    JsonNode awaitState(String id, String state) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        JsonNode json = must(200, node.root("GET", PATH + "/" + id)).json();
        while (!json.path("state").stringValue("").equals(state)) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(json.toString());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            json = must(200, node.root("GET", PATH + "/" + id)).json();
        }
        return json;
    }
}
