package dev.patchbay.server.deliveries;

import static dev.patchbay.server.TestNode.ROOT;
import static dev.patchbay.server.TestNode.must;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.store.Tx;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.time.IsoTime;
import dev.patchbay.server.TestClient.Reply;
import dev.patchbay.server.WholeServer;
import dev.patchbay.store.sql.Session;
import dev.patchbay.store.sql.SqlTx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Times, idempotency keys, replays and a full disk at the door of deliveries. */
class DeliveryEdgesIT {

    private static final String PATH = DeliveryServer.PATH;
    private static final String LATER = ",\"not_before\":\"2099-01-01T00:00:00Z\"";

    private DeliveryServer server;

    @BeforeEach
    void open() {
        server = new DeliveryServer(1_000);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Reply keyed(String authorization, String prefix, String key, String body) {
        return server.node.client.call(
                authorization, "POST", prefix + PATH, body, "Idempotency-Key", key);
    }

    private static List<String> ids(Reply accepted) {
        return must(202, accepted).json().path("deliveries").findValuesAsString("id");
    }

    private long pending() {
        return server.node.database.deliveries().pending();
    }

    @Test
    void theSameKeyAcceptsOnceAndAnswersTheSame() {
        String body = server.body("ok", LATER);
        Reply first = keyed(ROOT, "", "key-1", body);
        assertThat(first.headers().firstValue("idempotency-replayed")).isEmpty();
        Reply again = keyed(ROOT, "", "key-1", body);

        assertThat(ids(again)).isEqualTo(ids(first));
        assertThat(again.headers().firstValue("idempotency-replayed")).contains("true");
        // The same request with its members in another order is the same request.
        String turned =
                "{\"deliveries\":[{\"params\":{\"text\":\"canary-value-of-params\",\"do\":\"ok\"},"
                        + "\"not_before\":\"2099-01-01T00:00:00Z\",\"connector_id\":\""
                        + server.connector
                        + "\"}]}";
        assertThat(ids(keyed(ROOT, "", "key-1", turned))).isEqualTo(ids(first));
        Reply other = keyed(ROOT, "", "key-1", server.body("refuse", LATER));
        assertThat(must(409, other).message())
                .isEqualTo("The idempotency key was used for another request");
        assertThat(ids(keyed(ROOT, "", "key-2", body))).isNotEqualTo(ids(first));
        assertThat(pending()).isEqualTo(2);
    }

    @Test
    void aKeyIsOfItsCallerAndItsSpace() {
        String body = server.body("ok", LATER);
        String other =
                server.node.userWith(
                        "writer",
                        "{\"kibana\":[{\"feature\":{\"actions\":[\"all\"]},\"spaces\":[\"*\"]}]}");
        List<String> mine = ids(keyed(ROOT, "", "k", body));

        assertThat(ids(keyed(other, "", "k", body))).isNotEqualTo(mine);
        server.node.space("team");
        must(404, keyed(ROOT, "/s/team", "k", body));
        assertThat(pending()).isEqualTo(2);
    }

    @Test
    void aKeyThatWasRefusedMayBeUsedAgain() {
        must(
                400,
                keyed(
                        ROOT,
                        "",
                        "k",
                        server.body("ok", ",\"expires_at\":\"2020-01-01T00:00:00Z\"")));

        assertThat(ids(keyed(ROOT, "", "k", server.body("ok", LATER)))).hasSize(1);
    }

    @Test
    void manyRequestsWithOneKeyAtOnceAcceptOnce() throws Exception {
        String body = server.body("ok", LATER);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<List<String>>> calls = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                calls.add(() -> ids(keyed(ROOT, "", "at-once", body)));
            }
            Set<List<String>> answers = new HashSet<>();
            for (Future<List<String>> one : threads.invokeAll(calls)) {
                answers.add(one.get());
            }
            assertThat(answers).hasSize(1);
        }
        assertThat(pending()).isEqualTo(1);
    }

    @Test
    void keysAreMeasured() {
        String body = server.body("ok", LATER);
        String longest = "k".repeat(255);
        must(202, keyed(ROOT, "", longest, body));
        assertThat(must(400, keyed(ROOT, "", longest + "k", body)).message())
                .isEqualTo("[request headers.idempotency-key]: must have 1 to 255 characters");
    }

    @Test
    void nothingIsAttemptedBeforeItsTime() {
        JsonNode waiting = server.awaitState(server.accept("ok", LATER), "pending");
        assertThat(waiting.path("attempts").intValue()).isZero();
        assertThat(waiting.path("not_before").stringValue()).startsWith("2099-01-01T00:00:00");

        String soon = IsoTime.text(Clock.system().now().plusMillis(700));
        String id = server.accept("ok", ",\"not_before\":\"" + soon + "\"");
        server.awaitState(id, "delivered");
        JsonNode attempts =
                must(200, server.node.root("GET", PATH + "/" + id + "/attempts")).json();
        assertThat(attempts.at("/attempts/0/started_at").stringValue())
                .isGreaterThanOrEqualTo(soon.substring(0, 23));
        server.awaitState(
                server.accept("ok", ",\"not_before\":\"2020-01-01T00:00:00Z\""), "delivered");
    }

    @Test
    void whatExpiresWhileItWaitsOrFailsEndsAsExpired() {
        // Time for the first attempt on a busy machine, and less than before the second.
        String soon = Clock.system().now().plusMillis(3_500).toString();
        String expires = ",\"expires_at\":\"" + soon + "\"";
        String failing = server.accept("fail", expires);
        String behind = server.accept("fail", ",\"lane\":\"l\"" + LATER);
        String waiting = server.accept("ok", ",\"lane\":\"l\"" + expires);

        assertThat(server.awaitState(failing, "expired").path("attempts").intValue()).isEqualTo(1);
        must(200, server.node.root("POST", PATH + "/" + behind + "/_cancel"));
        assertThat(server.awaitState(waiting, "expired").path("attempts").intValue()).isZero();
    }

    @Test
    void timesAreComparedAndReadWithTheirOffset() {
        assertThat(
                        message(
                                ",\"not_before\":\"2099-01-01T00:00:00Z\",\"expires_at\":\"2099-01-01T00:00:00Z\""))
                .isEqualTo("[request body.deliveries.0.expires_at]: must be after [not_before]");
        // An hour later by its offset.
        server.accept(
                "ok",
                ",\"not_before\":\"2099-01-01T00:00:00Z\",\"expires_at\":\"2099-01-01T00:00:00-01:00\"");
        assertThat(message(",\"expires_at\":\"2099-01-01T00:00:00\""))
                .startsWith("[request body.deliveries.0.expires_at]: ")
                .contains("expected an ISO 8601 time with its offset");
        assertThat(message(",\"expires_at\":\"+999999999-12-31T23:59:59Z\""))
                .startsWith("[request body.deliveries.0.expires_at]: ");
    }

    private String message(String more) {
        return must(400, server.node.root("POST", PATH, server.body("ok", more))).message();
    }

    @Test
    void oneBadDeliveryOfManyAcceptsNone() {
        String good = server.body("ok", "").replace("{\"deliveries\":[", "").replace("]}", "");
        String bad = good.replace(server.connector, "nowhere");
        must(
                404,
                server.node.root(
                        "POST", PATH, "{\"deliveries\":[" + good + "," + bad + "," + good + "]}"));

        assertThat(server.node.root("GET", PATH).json().path("deliveries")).isEmpty();
    }

    @Test
    void aReplayWithOtherParamsKeepsTheOriginal() {
        String dead = server.accept("refuse", ",\"lane\":\"l\"");
        server.awaitState(dead, "dead");
        String replay = "{\"params\":{\"do\":\"ok\"}}";
        Reply changed = must(202, server.node.root("POST", PATH + "/" + dead + "/_replay", replay));
        server.awaitState(changed.json().path("id").stringValue(), "delivered");

        // As it was: what it sends is refused again.
        Reply same = must(202, server.node.root("POST", PATH + "/" + dead + "/_replay"));
        JsonNode second = server.awaitState(same.json().path("id").stringValue(), "dead");
        assertThat(second.path("replay_of").stringValue()).isEqualTo(dead);
        assertThat(second.path("lane").stringValue()).isEqualTo("l");
        JsonNode original = server.awaitState(dead, "dead");
        assertThat(original.path("replayed_as").stringValue())
                .isEqualTo(second.path("id").stringValue());
        assertThat(original.path("attempts").intValue()).isEqualTo(1);
    }

    @Test
    void aRangeHasItsBoundsAndItsLimit() {
        List<String> dead = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            dead.add(server.accept("refuse", ",\"lane\":\"l-" + i % 2 + "\""));
            server.awaitState(dead.get(i), "dead");
        }
        String from = server.awaitState(dead.get(1), "dead").path("accepted_at").stringValue();

        assertThat(replayed("{\"lane\":\"l-1\",\"limit\":1}")).containsExactly(dead.get(1));
        assertThat(replayed("{\"to\":\"" + from + "\"}")).containsExactly(dead.get(0));
        assertThat(replayed("{\"reason\":\"network\"}")).isEmpty();
        assertThat(replayed("{\"connector_id\":\"" + server.connector + "\",\"limit\":2}"))
                .hasSize(2)
                .doesNotContain(dead.get(0), dead.get(1));
    }

    /** A commit for each would be a sync of the disk for each, one after the other. */
    @Test
    void aLargeRangeTakesFewCommits() {
        String lane = ",\"lane\":\"shared\"";
        String body = server.body("refuse", lane);
        String one = body.substring(body.indexOf('[') + 1, body.lastIndexOf(']'));
        String all = String.join(",", Collections.nCopies(250, one));
        must(202, server.node.root("POST", PATH, body.replace(one, all)));
        WholeServer.await(() -> server.node.database.deliveries().pending(), left -> left == 0);
        String holdsTheLane = server.accept("fail", lane);
        WholeServer.await(
                () -> server.awaitState(holdsTheLane, "pending"),
                waiting -> waiting.path("attempts").intValue() > 0);

        long before = server.node.database.figures().writes();
        Reply reply = must(202, server.node.root("POST", PATH + "/_replay", "{\"limit\":1000}"));
        assertThat(server.node.database.figures().writes() - before).isLessThan(25);
        Set<String> replayed = new HashSet<>();
        for (JsonNode each : reply.json().path("replayed")) {
            replayed.add(each.path("replay_of").stringValue());
        }
        assertThat(replayed).hasSize(250);
        assertThat(reply.json().path("failed")).isEmpty();
        assertThat(server.node.database.deliveries().pending()).isEqualTo(251);
        assertThat(
                        must(202, server.node.root("POST", PATH + "/_replay", "{}"))
                                .json()
                                .path("replayed"))
                .isEmpty();
    }

    private List<String> replayed(String range) {
        Reply reply = must(202, server.node.root("POST", PATH + "/_replay", range));
        List<String> ids = new ArrayList<>();
        for (JsonNode one : reply.json().path("replayed")) {
            ids.add(one.path("replay_of").stringValue());
            server.awaitState(one.path("id").stringValue(), "dead");
        }
        return ids;
    }

    @Test
    void aRepeatedKeyIsAnsweredWhileTheQueueIsFull() {
        try (DeliveryServer small = new DeliveryServer(1)) {
            String body = small.body("ok", LATER);
            List<String> first = ids(keyed(small, "key-1", body));
            assertThat(ids(keyed(small, "key-1", body))).isEqualTo(first);
            must(429, keyed(small, "key-2", body));
            must(429, small.node.root("POST", PATH, body));
            assertThat(small.node.database.deliveries().pending()).isEqualTo(1);
        }
    }

    private static Reply keyed(DeliveryServer of, String key, String body) {
        return of.node.client.call(ROOT, "POST", PATH, body, "Idempotency-Key", key);
    }

    @Test
    void aFullQueueRefusesReplaysToo() {
        try (DeliveryServer small = new DeliveryServer(2)) {
            String dead = small.accept("refuse", "");
            small.awaitState(dead, "dead");
            small.accept("ok", LATER);
            small.accept("ok", LATER);

            Reply reply = must(429, small.node.root("POST", PATH + "/" + dead + "/_replay"));
            assertThat(reply.headers().firstValue("retry-after")).contains("5");
            Reply range = must(202, small.node.root("POST", PATH + "/_replay", "{}"));
            assertThat(range.json().path("replayed")).isEmpty();
            assertThat(range.json().at("/failed/0/message").stringValue())
                    .isEqualTo("The queue of deliveries is full");
            assertThat(small.awaitState(dead, "dead").has("replayed_as")).isFalse();
        }
    }

    /** A full disk, as SQLite itself reports it. */
    @Test
    void aFullDiskAnswers503AndAcceptsNothingByHalves() {
        long pages = onWriter(session -> number(session, "pragma page_count"));
        FullDisk.answers503AndAcceptsNothingByHalves(
                server,
                () ->
                        onWriter(session ->
                                number(session, "pragma max_page_count = " + (pages + 100))),
                () -> onWriter(session -> number(session, "pragma max_page_count = 1000000")));
    }

    private long onWriter(Function<Session, Long> work) {
        return server.node.database.work().write((Tx tx) -> work.apply(((SqlTx) tx).session()));
    }

    private static long number(Session session, String pragma) {
        return session.query(pragma, row -> row.getLong(1)).getFirst();
    }
}
