package dev.patchbay.server.deliveries;

import static dev.patchbay.server.TestNode.must;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.patchbay.server.TestClient.Reply;
import dev.patchbay.server.TestNode;
import dev.patchbay.server.TestStorage;
import dev.patchbay.server.http.Route;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** {@code /api/patchbay/deliveries} over the real edge and a real database. */
class DeliveryRoutesTest {

    private static final String PATH = "/api/patchbay/deliveries";
    private static final String CANARY = "canary-value-of-params";

    private final TestStorage storage = new TestStorage(TestStorage.Kind.SQLITE);
    private TestNode node;
    private DeliveryWorkers workers;
    private String connector;

    @BeforeEach
    void open() {
        TestNode.Setup setup = new TestNode.Setup();
        setup.types = List.of(type());
        setup.enabled = _ -> true;
        setup.more = this::routes;
        node = new TestNode(storage, setup);
        workers.start();
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
                                        DeliveryRoutesTest::run)));
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
        workers =
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
                        DeliveryWorkers.Options.of("n-1"),
                        new SimpleMeterRegistry(),
                        clock);
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
                        5,
                        ids,
                        clock,
                        workers::wake),
                new Replays(
                        database.deliveries(),
                        database.work(),
                        attempts,
                        seal,
                        queue,
                        5,
                        ids,
                        clock,
                        workers::wake),
                on.security.rights(),
                on.auditLog);
    }

    @AfterEach
    void close() throws Exception {
        workers.close();
        node.close();
        storage.close();
    }

    private String body(String what, String more) {
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

    private String accept(String what, String more) {
        return must(202, node.root("POST", PATH, body(what, more)))
                .json()
                .at("/deliveries/0/id")
                .stringValue();
    }

    private JsonNode awaitState(String id, String state) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
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

    @Test
    void aDeliveryIsAcceptedDeliveredAndSeen() {
        String id = accept("ok", ",\"lane\":\"rule-1\"");

        JsonNode json = awaitState(id, "delivered");
        assertThat(json.propertyNames())
                .containsExactly(
                        "id",
                        "state",
                        "connector_id",
                        "connector_type_id",
                        "space_id",
                        "lane",
                        "user",
                        "accepted_at",
                        "ended_at",
                        "attempts");
        assertThat(json.path("connector_id").stringValue()).isEqualTo(connector);
        assertThat(json.path("lane").stringValue()).isEqualTo("rule-1");
        assertThat(json.path("user").stringValue()).isEqualTo("elastic");
        JsonNode attempts = must(200, node.root("GET", PATH + "/" + id + "/attempts")).json();
        assertThat(attempts.path("total").intValue()).isEqualTo(1);
        assertThat(attempts.at("/attempts/0/outcome").stringValue()).isEqualTo("success");
    }

    @Test
    void failuresSayWhyAndParamsAreNeverShown() {
        String id = accept("fail", "");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (awaitState(id, "pending").path("attempts").intValue() == 0
                && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }

        Reply reply = node.root("GET", PATH + "/" + id);
        assertThat(reply.json().path("last_reason").stringValue()).isEqualTo("network");
        assertThat(reply.json().path("last_error").stringValue()).contains("no connection");
        assertThat(reply.json().has("due_at")).isTrue();
        assertThat(reply.body()).doesNotContain(CANARY);
        assertThat(node.root("GET", PATH).body()).contains(id).doesNotContain(CANARY);

        must(200, node.root("POST", PATH + "/" + id + "/_cancel"));
        awaitState(id, "cancelled");
        Reply again = must(409, node.root("POST", PATH + "/" + id + "/_cancel"));
        assertThat(again.message()).isEqualTo("Delivery [" + id + "] has ended already");
    }

    @Test
    void deadLettersAreListedAndReplayedOneAndAll() {
        String first = accept("refuse", "");
        String second = accept("refuse", "");
        awaitState(first, "dead");
        awaitState(second, "dead");
        assertThat(node.root("GET", PATH + "?state=dead").json().path("deliveries")).hasSize(2);

        Reply one =
                must(
                        202,
                        node.root(
                                "POST",
                                PATH + "/" + first + "/_replay",
                                "{\"params\":{\"do\":\"ok\"}}"));
        awaitState(one.json().path("id").stringValue(), "delivered");
        assertThat(awaitState(first, "dead").path("replayed_as").stringValue())
                .isEqualTo(one.json().path("id").stringValue());

        Reply rest =
                must(202, node.root("POST", PATH + "/_replay", "{\"reason\":\"clientError\"}"));
        assertThat(rest.json().path("replayed")).hasSize(1);
        assertThat(rest.json().at("/replayed/0/replay_of").stringValue()).isEqualTo(second);
        assertThat(rest.json().path("failed")).isEmpty();
        must(404, node.root("POST", PATH + "/nowhere/_replay"));
    }

    @Test
    void badInputIsRefusedWithTheMemberNamed() {
        assertThat(message(400, "{\"deliveries\":[]}"))
                .startsWith("[request body.deliveries]: array size is [0]");
        assertThat(message(400, body("ok", ",\"lane\":\"" + "x".repeat(257) + "\"")))
                .startsWith("[request body.deliveries.0.lane]: ");
        assertThat(message(400, body("ok", ",\"lane\":\"a\\u0001\"")))
                .startsWith("[request body.deliveries.0.lane]: ");
        assertThat(message(400, body("ok", ",\"expires_at\":\"2020-01-01T00:00:00Z\"")))
                .isEqualTo("[request body.deliveries.0.expires_at]: must be in the future");
        assertThat(message(400, body("ok", ",\"not_before\":\"tomorrow\"")))
                .startsWith("[request body.deliveries.0.not_before]: ");
        assertThat(message(404, "{\"deliveries\":[{\"connector_id\":\"nowhere\",\"params\":{}}]}"))
                .isEqualTo("Saved object [action/nowhere] not found");
        String many = "{\"connector_id\":\"x\",\"params\":{}},".repeat(1_001);
        assertThat(message(400, "{\"deliveries\":[" + many.substring(0, many.length() - 1) + "]}"))
                .startsWith("[request body.deliveries]: array size is [1001]");
        assertThat(node.database.deliveries().pending()).isZero();
    }

    private String message(int status, String body) {
        return must(status, node.root("POST", PATH, body)).message();
    }

    @Test
    void aFullQueueAnswers429AndWhen() {
        String later = ",\"not_before\":\"2099-01-01T00:00:00Z\"";
        for (int i = 0; i < 5; i++) {
            accept("ok", later);
        }

        Reply reply = must(429, node.root("POST", PATH, body("ok", later)));
        assertThat(reply.headers().firstValue("retry-after")).contains("5");
        assertThat(reply.message()).isEqualTo("The queue of deliveries is full");
        assertThat(node.database.deliveries().pending()).isEqualTo(5);
    }

    @Test
    void callersWithoutTheRightSeeAndDoNothing() {
        String id = accept("ok", "");
        awaitState(id, "delivered");
        String none = node.userWith("nobody", "{\"elasticsearch\":{}}");

        assertThat(node.client.call(none, "GET", PATH, "").status()).isEqualTo(403);
        assertThat(node.client.call(none, "GET", PATH + "/" + id, "").status()).isEqualTo(403);
        assertThat(node.client.call(none, "POST", PATH, body("ok", "")).status()).isEqualTo(403);
        assertThat(node.client.call(none, "POST", PATH + "/" + id + "/_cancel", "").status())
                .isEqualTo(403);
        node.space("other");
        assertThat(node.root("GET", "/s/other" + PATH + "/" + id).status()).isEqualTo(404);
        assertThat(node.root("GET", "/s/other" + PATH).json().path("deliveries")).isEmpty();
    }

    @Test
    void templatesAreRenderedWithTheGivenVariables() {
        String id =
                must(
                                202,
                                node.root(
                                        "POST",
                                        PATH,
                                        "{\"deliveries\":[{\"connector_id\":\""
                                                + connector
                                                + "\",\"params\":{\"do\":\"{{what}}\"},"
                                                + "\"variables\":{\"what\":\"refuse\"}}]}"))
                        .json()
                        .at("/deliveries/0/id")
                        .stringValue();

        awaitState(id, "dead");
    }
}
