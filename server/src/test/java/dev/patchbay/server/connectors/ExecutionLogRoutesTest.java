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

import java.util.List;

/** The global execution log and its counts (contract/actions-api.md, section 6.10). */
@ParameterizedClass
@EnumSource(Kind.class)
class ExecutionLogRoutesTest {

    private static final String LOG = "/internal/actions/_global_connector_execution_logs";
    private static final String KPI = "/internal/actions/_global_connector_execution_kpi";

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
        server.execute(TestNode.ROOT, "/s/space1", "other", "{}");
        server.settle();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
        storage.close();
    }

    private static Reply post(String path, String body) {
        return server.node.root("POST", path, body);
    }

    private static JsonNode log(String members) {
        return TestNode.must(200, post(LOG, "{\"date_start\":\"1h\"" + members + "}")).json();
    }

    private static List<String> connectors(String members) {
        return log(members)
                .path("data")
                .valueStream()
                .map(each -> each.path("connector_id").stringValue())
                .toList();
    }

    @Test
    void anEntryIsKibanas() {
        JsonNode answer = log(",\"filter\":\"event.outcome: success\",\"per_page\":1");
        assertThat(answer.path("total").intValue()).isEqualTo(3);
        String entry =
                Json.write(answer.at("/data/0"))
                        .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "UUID")
                        .replaceAll("20\\d\\d-[^\"]*Z", "TIME")
                        .replaceAll("\"duration_ms\":\\d+", "\"duration_ms\":1");
        assertThat(entry)
                .isEqualTo(
                        "{\"id\":\"UUID\",\"timestamp\":\"TIME\",\"duration_ms\":1,\"status\":\"success\",\"message\":\"action"
                            + " executed: test.echo:echo: My"
                            + " Connector\",\"version\":\"9.4.0\",\"source\":\"http_request\",\"schedule_delay_ms\":0,\"space_ids\":[\"default\"],\"connector_name\":\"My"
                            + " Connector\",\"connector_id\":\"echo\",\"timed_out\":false}");
    }

    @Test
    void aFailureTellsWhy() {
        JsonNode entry = log(",\"filter\":\"event.outcome: failure\"").at("/data/0");
        assertThat(entry.path("status").stringValue()).isEqualTo("failure");
        assertThat(entry.path("message").stringValue())
                .isEqualTo(
                        "action execution failure: test.failing:failing: My Connector - down: 503;"
                                + " retry: true");
    }

    @Test
    void theNewestComeFirstAndPagesFollow() {
        assertThat(connectors("")).containsExactly("failing", "echo", "echo", "echo");
        assertThat(connectors(",\"page\":2,\"per_page\":3")).containsExactly("echo");
        assertThat(connectors(",\"sort\":[{\"timestamp\":{\"order\":\"asc\"}}]").getLast())
                .isEqualTo("failing");
        List<Integer> durations =
                log(",\"sort\":[{\"execution_duration\":{\"order\":\"desc\"}},{\"schedule_delay\":{\"order\":\"asc\"}}]")
                        .path("data")
                        .valueStream()
                        .map(each -> each.path("duration_ms").intValue())
                        .toList();
        assertThat(durations).isSortedAccordingTo((a, b) -> b - a);
    }

    @Test
    void filtersAreKql() {
        assertThat(connectors(",\"filter\":\"kibana.action.id: fail*\""))
                .containsExactly("failing");
        assertThat(connectors(",\"filter\":\"message: \\\"action executed\\\"\"")).hasSize(3);
        assertThat(connectors(",\"filter\":\"not (kibana.action.id: (echo or failing))\""))
                .isEmpty();
        for (String bad : List.of("a: (b", "\\\"", "event.outcome:")) {
            Reply reply = post(LOG, "{\"date_start\":\"1h\",\"filter\":\"" + bad + "\"}");
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.message())
                    .isEqualTo("Invalid kuery syntax for filter " + bad.replace("\\", ""));
        }
    }

    @Test
    void datesAreIsoOrHowLongAgo() {
        assertThat(log("").path("total").intValue()).isEqualTo(4);
        assertThat(
                        post(LOG, "{\"date_start\":\"2020-01-01T00:00:00Z\",\"date_end\":\"1h\"}")
                                .json()
                                .path("total")
                                .intValue())
                .isZero();
        Reply bad = post(LOG, "{\"date_start\":\"yesterday\"}");
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.message()).isEqualTo("Invalid date for parameter dateStart: \"yesterday\"");
        assertThat(post(KPI, "{\"date_start\":\"1h\",\"date_end\":\"x\"}").message())
                .isEqualTo("Invalid date for parameter dateEnd: \"x\"");
    }

    @Test
    void countsByOutcome() {
        assertThat(post(KPI, "{\"date_start\":\"1h\"}").body())
                .isEqualTo("{\"success\":3,\"unknown\":0,\"failure\":1,\"warning\":0}");
        assertThat(
                        post(
                                        KPI,
                                        "{\"date_start\":\"1h\",\"filter\":\"message:"
                                            + " echo\",\"namespaces\":[\"default\",\"space1\"]}")
                                .body())
                .isEqualTo("{\"success\":4,\"unknown\":0,\"failure\":0,\"warning\":0}");
    }

    @Test
    void aSpaceSeesItsOwnUnlessOthersAreNamed() {
        assertThat(
                        post("/s/space1" + LOG, "{\"date_start\":\"1h\"}")
                                .json()
                                .at("/data/0/space_ids"))
                .isEqualTo(Json.read("[\"space1\"]"));
        assertThat(connectors(",\"namespaces\":[\"space1\"]")).containsExactly("other");
    }

    @Test
    void bodiesThatMakeNoSense() {
        assertThat(post(LOG, "{}").message())
                .isEqualTo(
                        "[request body.date_start]: expected value of type [string] but got"
                                + " [undefined]");
        assertThat(post(LOG, "{\"date_start\":\"1h\",\"per_page\":101}").message())
                .isEqualTo("[request body.per_page]: Value must be equal to or lower than [100].");
        assertThat(post(LOG, "{\"date_start\":\"1h\",\"page\":0}").message())
                .isEqualTo("[request body.page]: Value must be equal to or greater than [1].");
        assertThat(post(LOG, "{\"date_start\":\"1h\",\"page\":101,\"per_page\":100}").message())
                .startsWith("[request body.page]: page times per_page must be at most [10000]");
        assertThat(post(LOG, "{\"date_start\":\"1h\",\"sort\":[{\"name\":{}}]}").status())
                .isEqualTo(400);
        assertThat(
                        server.node
                                .client
                                .call(
                                        TestNode.ROOT,
                                        "POST",
                                        "/api/x" + LOG,
                                        "{\"date_start\":\"1h\"}")
                                .status())
                .isEqualTo(404);
    }

    @Test
    void readersOfAllNamedSpacesMay() {
        String reader =
                server.node.userWith(
                        "log-reader",
                        "{\"kibana\":[{\"feature\":{\"actions\":[\"read\"]},\"spaces\":[\"default\"]}]}");
        server.node.audit.clear();
        TestNode.must(200, server.node.client.call(reader, "POST", KPI, "{\"date_start\":\"1h\"}"));
        Reply refused =
                server.node.client.call(
                        reader, "POST", LOG, "{\"date_start\":\"1h\",\"namespaces\":[\"space1\"]}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.message()).isEqualTo("Unauthorized to get actions");
        assertThat(server.node.audit)
                .filteredOn(event -> event.action().startsWith("connector_get_global"))
                .extracting(event -> event.action() + ": " + event.message())
                .containsExactly(
                        "connector_get_global_execution_kpi: User has accessed a connector",
                        "connector_get_global_execution_log: Failed attempt to access a connector");
    }
}
