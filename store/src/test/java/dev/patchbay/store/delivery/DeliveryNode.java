package dev.patchbay.store.delivery;

import dev.patchbay.engine.connector.ConnectorLoader;
import dev.patchbay.engine.connector.ConnectorTypes;
import dev.patchbay.engine.connector.ConnectorVault;
import dev.patchbay.engine.connector.LoadedConnector;
import dev.patchbay.engine.delivery.Acceptance;
import dev.patchbay.engine.delivery.Deliverer;
import dev.patchbay.engine.delivery.Deliveries;
import dev.patchbay.engine.delivery.DeliveryDraft;
import dev.patchbay.engine.delivery.DeliveryIds;
import dev.patchbay.engine.delivery.DeliveryLimits;
import dev.patchbay.engine.delivery.DeliverySeal;
import dev.patchbay.engine.delivery.DeliveryStatus;
import dev.patchbay.engine.delivery.DeliveryStore;
import dev.patchbay.engine.delivery.DeliveryWorkers;
import dev.patchbay.engine.delivery.FallbackRule;
import dev.patchbay.engine.delivery.FallbackRules;
import dev.patchbay.engine.delivery.Fallbacks;
import dev.patchbay.engine.delivery.NoticeRule;
import dev.patchbay.engine.delivery.Notices;
import dev.patchbay.engine.delivery.QueueSize;
import dev.patchbay.engine.delivery.Replays;
import dev.patchbay.engine.delivery.RetrySchedule;
import dev.patchbay.engine.eventlog.EventStore;
import dev.patchbay.engine.execution.Attempts;
import dev.patchbay.engine.execution.ExecuteRules;
import dev.patchbay.engine.execution.RateLimits;
import dev.patchbay.engine.secret.KeyRing;
import dev.patchbay.engine.security.Authorizer;
import dev.patchbay.engine.security.Caller;
import dev.patchbay.engine.security.Right;
import dev.patchbay.engine.store.UnitOfWork;
import dev.patchbay.engine.template.ParamsRenderer;
import dev.patchbay.engine.template.TemplateLimits;
import dev.patchbay.engine.template.Templates;
import dev.patchbay.sdk.connector.Check;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.connector.TargetRule;
import dev.patchbay.sdk.http.HttpTransport;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.mail.MailTransport;
import dev.patchbay.sdk.oauth.AccessTokens;
import dev.patchbay.sdk.outcome.Idempotency;
import dev.patchbay.sdk.schema.Schemas;
import dev.patchbay.sdk.secret.Secret;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IdSource;
import dev.patchbay.sdk.transport.AttemptTransports;
import dev.patchbay.store.Database;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A node that delivers to a target inside the test, over a real database. */
final class DeliveryNode implements AutoCloseable {

    static final Caller CALLER = new Caller("elastic", "u-1", Optional.empty());
    static final String SPACE = "default";
    static final String CONNECTOR = "c-1";
    static final KeyRing KEYS =
            KeyRing.of(new Secret("k".repeat(32)), List.of(), IdSource.random());

    /** What differs between tests. */
    static final class Setup {
        String name = "node-1";
        Clock clock = Clock.system();
        final Operation.Function target;
        Idempotency idempotency = Idempotency.EFFECTFUL;
        TargetRule rule = TargetRule.OF_THE_CONNECTOR;
        Optional<RetrySchedule> schedule = Optional.empty();
        Optional<Integer> maxAttempts = Optional.empty();
        int mostInFlight = 50;
        Duration lease = Duration.ofSeconds(30);
        Duration grace = Duration.ofSeconds(2);
        long mostQueued = 1_000_000;
        DeliveryLimits limits = DeliveryLimits.NONE;
        RateLimits rateLimits = RateLimits.NONE;
        List<FallbackRule> fallbacks = List.of();
        List<NoticeRule> notices = List.of();

        Setup(Operation.Function target) {
            this.target = target;
        }
    }

    final Deliveries deliveries;
    final Replays replays;
    final DeliveryWorkers workers;
    final QueueSize queue;
    private final Notices notices;
    final MeterRegistry meters = new SimpleMeterRegistry();
    final DeliverySeal seal = new DeliverySeal(KEYS);

    /** Connectors that are there, by id. */
    final Map<String, LoadedConnector> connectors = new ConcurrentHashMap<>();

    volatile boolean allowed = true;

    DeliveryNode(Database database, Setup setup) {
        this(database.deliveries(), database.work(), database.events(), setup);
    }

    DeliveryNode(DeliveryStore store, UnitOfWork work, EventStore events, Setup setup) {
        connectors.put(CONNECTOR, connector(CONNECTOR));
        Attempts attempts =
                new Attempts(
                        loader(),
                        new ConnectorTypes(List.of(type(setup)), _ -> true),
                        authorizer(),
                        ExecuteRules.NONE,
                        setup.rateLimits,
                        _ -> new Nowhere(),
                        setup.clock,
                        IdSource.random());
        queue = new QueueSize(store, setup.clock);
        DeliveryIds ids = new DeliveryIds(setup.clock, IdSource.random());
        ParamsRenderer renderer =
                new ParamsRenderer(
                        new Templates(
                                TemplateLimits.DEFAULT,
                                setup.clock,
                                IdSource.random(),
                                ZoneOffset.UTC));
        notices =
                new Notices(
                        setup.notices,
                        store,
                        work,
                        attempts,
                        renderer,
                        seal,
                        queue,
                        ids,
                        setup.clock);
        notices.start();
        workers =
                new DeliveryWorkers(
                        store,
                        work,
                        events,
                        new Deliverer(
                                attempts,
                                seal,
                                setup.schedule.orElse(RetrySchedule.overADay(IdSource.random())),
                                _ -> setup.maxAttempts,
                                new Fallbacks(
                                        new FallbackRules(setup.fallbacks),
                                        store,
                                        attempts,
                                        renderer,
                                        seal,
                                        ids,
                                        setup.clock),
                                setup.clock),
                        queue,
                        setup.limits,
                        Optional.of(notices),
                        new DeliveryWorkers.Options(
                                setup.name,
                                setup.mostInFlight,
                                setup.lease,
                                Duration.ofMillis(10),
                                setup.grace),
                        meters,
                        setup.clock);
        deliveries =
                new Deliveries(
                        store,
                        work,
                        attempts,
                        renderer,
                        seal,
                        queue,
                        setup.mostQueued,
                        ids,
                        setup.clock,
                        workers::wake);
        replays =
                new Replays(
                        store,
                        work,
                        attempts,
                        seal,
                        queue,
                        setup.mostQueued,
                        ids,
                        setup.clock,
                        workers::wake);
    }

    /** A schedule for tests in real time: as many tries as it takes, close together. */
    static RetrySchedule quick() {
        return new RetrySchedule(
                List.of(), Duration.ofMillis(20), Duration.ofMinutes(5), 0.2, IdSource.random());
    }

    static LoadedConnector connector(String id) {
        return new LoadedConnector(
                id,
                "Name of " + id,
                "test.target",
                Optional.of(SPACE),
                Json.object(),
                new ConnectorVault.Opened.Secrets(Json.object(), true));
    }

    private static ConnectorType type(Setup setup) {
        return ConnectorType.named("test.target", "Target")
                .features("alerting")
                .target(setup.rule)
                .operations(
                        new Operations.Single(
                                new Operation(
                                        "run",
                                        setup.idempotency,
                                        Schemas.record(Schemas.any()),
                                        Check.NONE,
                                        setup.target)));
    }

    private ConnectorLoader loader() {
        return new ConnectorLoader() {
            @Override
            public Optional<LoadedConnector> load(String spaceId, String id) {
                return Optional.ofNullable(connectors.get(id));
            }

            @Override
            public boolean isSystem(String id) {
                return false;
            }
        };
    }

    private Authorizer authorizer() {
        return new Authorizer() {
            @Override
            public boolean may(Caller caller, Right right, String spaceId) {
                return allowed;
            }

            @Override
            public Set<String> roles(Caller caller) {
                return Set.of();
            }
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

    static ObjectNode number(int n) {
        return Json.object().put("n", n);
    }

    static DeliveryDraft draft(ObjectNode params, Optional<String> lane) {
        return new DeliveryDraft(
                CONNECTOR, params, Optional.empty(), lane, Optional.empty(), Optional.empty());
    }

    /** Accepts drafts that must be accepted. */
    List<String> accept(DeliveryDraft... drafts) {
        Acceptance answer = deliveries.accept(CALLER, SPACE, List.of(drafts), Optional.empty());
        if (answer instanceof Acceptance.Accepted accepted) {
            return accepted.deliveries().stream().map(Acceptance.One::id).toList();
        }
        throw new AssertionError(answer);
    }

    DeliveryStatus status(String id) {
        return deliveries.find(SPACE, id).orElseThrow();
    }

    String state(String id) {
        return status(id).state().label();
    }

    void awaitState(String id, String label) {
        Until.holds(id + " is " + label, () -> state(id).equals(label));
    }

    /** Until the workers counted what the database already shows: they do it after the commit. */
    void awaitIdle() {
        Until.holds("nothing is under way", () -> workers.inFlight() == 0);
    }

    @Override
    public void close() throws InterruptedException {
        workers.close();
        notices.close();
    }
}
