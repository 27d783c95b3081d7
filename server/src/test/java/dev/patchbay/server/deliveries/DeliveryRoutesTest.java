package dev.patchbay.server.deliveries;

import static dev.patchbay.server.TestNode.must;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.server.TestClient.Reply;
import dev.patchbay.server.TestNode;
import dev.patchbay.server.TestStorage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** {@code /api/patchbay/deliveries} over the real edge and a real database. */
class DeliveryRoutesTest {

    private static final String PATH = DeliveryServer.PATH;

    private DeliveryServer server;

    @BeforeEach
    void open() {
        server = new DeliveryServer(5);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aDeliveryIsAcceptedDeliveredAndSeen() {
        String id = server.accept("ok", ",\"lane\":\"rule-1\"");

        JsonNode json = server.awaitState(id, "delivered");
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
        assertThat(json.path("connector_id").stringValue()).isEqualTo(server.connector);
        assertThat(json.path("lane").stringValue()).isEqualTo("rule-1");
        assertThat(json.path("user").stringValue()).isEqualTo("elastic");
        JsonNode attempts =
                must(200, server.node.root("GET", PATH + "/" + id + "/attempts")).json();
        assertThat(attempts.path("total").intValue()).isEqualTo(1);
        assertThat(attempts.at("/attempts/0/outcome").stringValue()).isEqualTo("success");
    }

    @Test
    void failuresSayWhyAndParamsAreNeverShown() {
        String id = server.accept("fail", "");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (server.awaitState(id, "pending").path("attempts").intValue() == 0
                && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }

        Reply reply = server.node.root("GET", PATH + "/" + id);
        assertThat(reply.json().path("last_reason").stringValue()).isEqualTo("network");
        assertThat(reply.json().path("last_error").stringValue()).contains("no connection");
        assertThat(reply.json().has("due_at")).isTrue();
        assertThat(reply.body()).doesNotContain(DeliveryServer.CANARY);
        assertThat(server.node.root("GET", PATH).body())
                .contains(id)
                .doesNotContain(DeliveryServer.CANARY);

        must(200, server.node.root("POST", PATH + "/" + id + "/_cancel"));
        server.awaitState(id, "cancelled");
        Reply again = must(409, server.node.root("POST", PATH + "/" + id + "/_cancel"));
        assertThat(again.message()).isEqualTo("Delivery [" + id + "] has ended already");
    }

    @Test
    void deadLettersAreListedAndReplayedOneAndAll() {
        String first = server.accept("refuse", "");
        String second = server.accept("refuse", "");
        server.awaitState(first, "dead");
        server.awaitState(second, "dead");
        assertThat(server.node.root("GET", PATH + "?state=dead").json().path("deliveries"))
                .hasSize(2);

        Reply one =
                must(
                        202,
                        server.node.root(
                                "POST",
                                PATH + "/" + first + "/_replay",
                                "{\"params\":{\"do\":\"ok\"}}"));
        server.awaitState(one.json().path("id").stringValue(), "delivered");
        assertThat(server.awaitState(first, "dead").path("replayed_as").stringValue())
                .isEqualTo(one.json().path("id").stringValue());

        Reply rest =
                must(
                        202,
                        server.node.root(
                                "POST", PATH + "/_replay", "{\"reason\":\"clientError\"}"));
        assertThat(rest.json().path("replayed")).hasSize(1);
        assertThat(rest.json().at("/replayed/0/replay_of").stringValue()).isEqualTo(second);
        assertThat(rest.json().path("failed")).isEmpty();
        must(404, server.node.root("POST", PATH + "/nowhere/_replay"));
    }

    @Test
    void badInputIsRefusedWithTheMemberNamed() {
        assertThat(message(400, "{\"deliveries\":[]}"))
                .startsWith("[request body.deliveries]: array size is [0]");
        assertThat(message(400, server.body("ok", ",\"lane\":\"" + "x".repeat(257) + "\"")))
                .startsWith("[request body.deliveries.0.lane]: ");
        assertThat(message(400, server.body("ok", ",\"lane\":\"a\\u0001\"")))
                .startsWith("[request body.deliveries.0.lane]: ");
        assertThat(message(400, server.body("ok", ",\"expires_at\":\"2020-01-01T00:00:00Z\"")))
                .isEqualTo("[request body.deliveries.0.expires_at]: must be in the future");
        assertThat(message(400, server.body("ok", ",\"not_before\":\"tomorrow\"")))
                .startsWith("[request body.deliveries.0.not_before]: ");
        assertThat(message(404, "{\"deliveries\":[{\"connector_id\":\"nowhere\",\"params\":{}}]}"))
                .isEqualTo("Saved object [action/nowhere] not found");
        String many = "{\"connector_id\":\"x\",\"params\":{}},".repeat(1_001);
        assertThat(message(400, "{\"deliveries\":[" + many.substring(0, many.length() - 1) + "]}"))
                .startsWith("[request body.deliveries]: array size is [1001]");
        assertThat(server.node.database.deliveries().pending()).isZero();
    }

    private String message(int status, String body) {
        return must(status, server.node.root("POST", PATH, body)).message();
    }

    @Test
    void aFullQueueAnswers429AndWhen() {
        String later = ",\"not_before\":\"2099-01-01T00:00:00Z\"";
        for (int i = 0; i < 5; i++) {
            server.accept("ok", later);
        }

        Reply reply = must(429, server.node.root("POST", PATH, server.body("ok", later)));
        assertThat(reply.headers().firstValue("retry-after")).contains("5");
        assertThat(reply.message()).isEqualTo("The queue of deliveries is full");
        assertThat(server.node.database.deliveries().pending()).isEqualTo(5);
    }

    @Test
    void whatNoQueueWouldHoldIsNotToBeTriedAgain() {
        String one = "{\"connector_id\":\"ok\",\"params\":{}},".repeat(6);
        assertThat(message(400, "{\"deliveries\":[" + one.substring(0, one.length() - 1) + "]}"))
                .isEqualTo(
                        "[request body.deliveries]: array size is [6], but cannot be greater than"
                                + " [5]");
        assertThat(server.node.database.deliveries().pending()).isZero();
    }

    /** The audit log would name the connectors, so it is off. */
    @Test
    void aFullQueueIsSaidBeforeTheBodyIsRead() {
        try (DeliveryServer small =
                new DeliveryServer(new TestStorage(TestStorage.Kind.SQLITE), 1, false)) {
            must(400, small.node.root("POST", PATH, "{}"));
            small.accept("ok", ",\"not_before\":\"2099-01-01T00:00:00Z\"");
            Reply reply = must(429, small.node.root("POST", PATH, "{"));
            assertThat(reply.headers().firstValue("retry-after")).contains("5");
            assertThat(reply.message()).isEqualTo("The queue of deliveries is full");
            Reply keyed =
                    small.node.client.call(
                            TestNode.ROOT, "POST", PATH, "{", "Idempotency-Key", "k");
            assertThat(keyed.status()).isEqualTo(400);
            assertThat(small.node.client.call("", "POST", PATH, "{").status()).isEqualTo(401);
        }
    }

    @Test
    void callersWithoutTheRightSeeAndDoNothing() {
        String id = server.accept("ok", "");
        server.awaitState(id, "delivered");
        String none = server.node.userWith("nobody", "{\"elasticsearch\":{}}");

        assertThat(server.node.client.call(none, "GET", PATH, "").status()).isEqualTo(403);
        assertThat(server.node.client.call(none, "GET", PATH + "/" + id, "").status())
                .isEqualTo(403);
        assertThat(server.node.client.call(none, "POST", PATH, server.body("ok", "")).status())
                .isEqualTo(403);
        assertThat(server.node.client.call(none, "POST", PATH + "/" + id + "/_cancel", "").status())
                .isEqualTo(403);
        server.node.space("other");
        assertThat(server.node.root("GET", "/s/other" + PATH + "/" + id).status()).isEqualTo(404);
        assertThat(server.node.root("GET", "/s/other" + PATH).json().path("deliveries")).isEmpty();
    }

    @Test
    void templatesAreRenderedWithTheGivenVariables() {
        String id =
                must(
                                202,
                                server.node.root(
                                        "POST",
                                        PATH,
                                        "{\"deliveries\":[{\"connector_id\":\""
                                                + server.connector
                                                + "\",\"params\":{\"do\":\"{{what}}\"},"
                                                + "\"variables\":{\"what\":\"refuse\"}}]}"))
                        .json()
                        .at("/deliveries/0/id")
                        .stringValue();

        server.awaitState(id, "dead");
    }
}
