package dev.patchbay.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.TestClient.Reply;
import dev.patchbay.server.TestNode;
import dev.patchbay.server.TestStorage;
import dev.patchbay.server.TestStorage.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/** {@code GET /api/patchbay/events} and {@code GET /api/patchbay/connectors/health}. */
@ParameterizedClass
@EnumSource(Kind.class)
class EventRoutesTest {

    private static TestStorage storage;
    private static ExecuteNode server;

    @Parameter Kind kind;

    @BeforeParameterizedClassInvocation
    static void start(Kind kind) {
        storage = new TestStorage(kind);
        server = new ExecuteNode(storage);
        server.node.space("space1");
        server.connector("echo", "test.echo");
        server.connector("failing", "test.failing");
        server.connector("/s/space1", "other", "test.echo", "{}", "{}");
        for (int i = 0; i < 3; i++) {
            server.execute("echo", "{\"n\":" + i + "}");
        }
        server.execute("failing", "{\"message\":\"down\",\"service\":\"503\",\"retry\":\"true\"}");
        server.execute("failing", "{\"message\":\"slow down\",\"reason\":\"RATE_LIMITED\"}");
        server.execute(TestNode.ROOT, "/s/space1", "other", "{}");
        server.settle();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
        storage.close();
    }

    @Test
    void aDocumentIsKibanasWithOurReasonBesideIt() {
        JsonNode event = events("?connector=failing&reason=serverError").get(0);
        String uuid = event.at("/kibana/action/execution/uuid").stringValue();
        assertThat(uuid).hasSize(36);
        assertThat(event.at("/event/duration").stringValue()).matches("\\d+");
        assertThat(event.path("message").stringValue())
                .isEqualTo("action execution failure: test.failing:failing: My Connector");
        assertThat(event.at("/error/message").stringValue()).isEqualTo("down: 503; retry: true");
        assertThat(event.get("patchbay"))
                .isEqualTo(Json.read("{\"reason\":\"serverError\",\"effect\":\"none\"}"));
        assertThat(event.at("/kibana/saved_objects"))
                .isEqualTo(
                        Json.read(
                                "[{\"rel\":\"primary\",\"type\":\"action\",\"id\":\"failing\",\"type_id\":\"test.failing\"}]"));
        assertThat(event.at("/user/name").stringValue()).isEqualTo("elastic");
        assertThat(events("?connector=echo").get(0).has("patchbay")).isFalse();
    }

    @Test
    void aSpaceSeesItsOwnEventsOnly() {
        assertThat(connectors("")).containsExactly("failing", "failing", "echo", "echo", "echo");
        JsonNode other = get("/s/space1/api/patchbay/events").json();
        assertThat(other).hasSize(1);
        assertThat(other.at("/0/kibana/saved_objects/0/namespace").stringValue())
                .isEqualTo("space1");
        assertThat(other.at("/0/kibana/space_ids/0").stringValue()).isEqualTo("space1");
    }

    @Test
    void aSuperuserMaySeeAllSpaces() {
        assertThat(events("?all_spaces=true")).hasSize(6);
        String reader = reader("reader-all");
        Reply refused = get(reader, "/api/patchbay/events?all_spaces=true");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.message()).isEqualTo("Unauthorized to get actions");
        assertThat(get(reader, "/api/patchbay/connectors/health?all_spaces=true").status())
                .isEqualTo(403);
    }

    @Test
    void readIsNeededInTheSpace() {
        String reader = reader("reader-one");
        assertThat(get(reader, "/api/patchbay/events").status()).isEqualTo(200);
        for (String path : List.of("events", "connectors/health")) {
            Reply refused = get(reader, "/s/space1/api/patchbay/" + path);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.message()).isEqualTo("Unauthorized to get actions");
        }
    }

    @Test
    void filtersNarrow() {
        assertThat(connectors("?outcome=failure")).containsExactly("failing", "failing");
        assertThat(connectors("?outcome=success&limit=2")).containsExactly("echo", "echo");
        assertThat(connectors("?type=test.echo")).hasSize(3);
        assertThat(connectors("?reason=rateLimited")).containsExactly("failing");
        assertThat(connectors("?from=1h")).hasSize(5);
        assertThat(connectors("?to=1h")).isEmpty();
        assertThat(connectors("?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z")).isEmpty();
    }

    @Test
    void beforeGoesOnWhereAPageEnded() {
        List<String> seen = new ArrayList<>();
        String query = "?limit=2";
        for (int page = 0; page < 4; page++) {
            JsonNode events = events(query);
            events.forEach(
                    event -> seen.add(event.at("/kibana/action/execution/uuid").stringValue()));
            query = "?limit=2&before=" + seen.getLast();
        }
        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void linesOnDemand() {
        for (Reply reply :
                List.of(
                        get("/api/patchbay/events?format=ndjson"),
                        server.node.client.call(
                                TestNode.ROOT,
                                "GET",
                                "/api/patchbay/events",
                                "",
                                "Accept",
                                "application/x-ndjson"))) {
            assertThat(reply.headers().firstValue("content-type")).contains("application/x-ndjson");
            List<String> lines = reply.body().lines().toList();
            assertThat(lines).hasSize(5).allSatisfy(line -> Json.read(line));
            assertThat(reply.body()).endsWith("\n");
        }
    }

    @Test
    void badFiltersAreRefused() {
        String wanted =
                "[request query.from]: expected an ISO 8601 time or how long ago, such as [1h]";
        assertThat(get("/api/patchbay/events?from=yesterday").message()).isEqualTo(wanted);
        assertThat(get("/api/patchbay/events?from=yesterday").status()).isEqualTo(400);
        assertThat(get("/api/patchbay/events?limit=0").message())
                .isEqualTo("[request query.limit]: Value must be equal to or greater than [1].");
        assertThat(get("/api/patchbay/events?limit=10001").message())
                .isEqualTo("[request query.limit]: Value must be equal to or lower than [10000].");
        assertThat(get("/api/patchbay/events?nope=1").message())
                .isEqualTo("[request query.nope]: definition for this key is missing");
        assertThat(get("/api/patchbay/connectors/health?since=x").status()).isEqualTo(400);
    }

    @Test
    void healthCountsByConnector() {
        JsonNode health = get("/api/patchbay/connectors/health?since=1h").json();
        assertThat(health).hasSize(2);
        JsonNode failing = null;
        for (JsonNode one : health) {
            failing = one.path("connector_id").stringValue().equals("failing") ? one : failing;
        }
        assertThat(failing).isNotNull();
        assertThat(failing.path("successes").intValue()).isZero();
        assertThat(failing.path("failures").intValue()).isEqualTo(2);
        assertThat(failing.path("last_reason").stringValue()).isEqualTo("rateLimited");
        assertThat(failing.path("last_error").stringValue()).isEqualTo("slow down");
        assertThat(failing.path("last_failure").stringValue()).endsWith("Z");
        assertThat(failing.has("last_success")).isFalse();
        assertThat(failing.path("connector_name").stringValue()).isEqualTo("My Connector");
        assertThat(failing.path("connector_type_id").stringValue()).isEqualTo("test.failing");
        assertThat(get("/api/patchbay/connectors/health?all_spaces=true").json()).hasSize(3);
    }

    private static String reader(String name) {
        return server.node.userWith(
                name,
                "{\"kibana\":[{\"spaces\":[\"default\"],\"feature\":{\"actions\":[\"read\"]}}]}");
    }

    private static List<String> connectors(String query) {
        List<String> ids = new ArrayList<>();
        events(query).forEach(event -> ids.add(event.at("/kibana/action/id").stringValue()));
        return ids;
    }

    private static JsonNode events(String query) {
        return TestNode.must(200, get("/api/patchbay/events" + query)).json();
    }

    private static Reply get(String path) {
        return get(TestNode.ROOT, path);
    }

    private static Reply get(String authorization, String path) {
        return server.node.client.call(authorization, "GET", path, "");
    }
}
