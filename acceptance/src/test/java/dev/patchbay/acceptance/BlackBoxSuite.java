package dev.patchbay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.demo.Received;
import dev.patchbay.demo.Receiver;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.List;

/** One suite over the packaged server, run once for each database. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class BlackBoxSuite {

    private final PackagedServer.Kind kind;

    private Receiver receiver;
    private PackagedServer server;
    private Api api;

    BlackBoxSuite(PackagedServer.Kind kind) {
        this.kind = kind;
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        receiver = Receiver.start(0, _ -> {});
        server =
                PackagedServer.of(kind, directory)
                        .with(
                                "xpack.security.audit.enabled: true",
                                "xpack.actions.preconfigured:",
                                "  from-file:",
                                "    name: From the file",
                                "    actionTypeId: .webhook",
                                "    config: {url: '" + receiver.url() + "/hook', hasAuth: false}")
                        .start();
        api = server.api();
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
        receiver.close();
    }

    private String webhook() {
        return """
        {"name":"Hook","connector_type_id":".webhook",
         "config":{"url":"%s/hook","headers":{"Content-Type":"application/json"}},
         "secrets":{"user":"u","password":"pass-word-of-a-target"}}
        """
                .formatted(receiver.url());
    }

    @Test
    void connectorLivesFromCreationToDeletion() throws Exception {
        Api.Reply created = api.post("/api/actions/connector/life", webhook());
        assertThat(created.status()).as(created.body()).isEqualTo(200);
        assertThat(created.body()).doesNotContain("pass-word-of-a-target");
        assertThat(api.get("/api/actions/connector/life").json().path("config"))
                .isEqualTo(created.json().path("config"));

        Api.Reply ran =
                api.post("/api/actions/connector/life/_execute", "{\"params\":{\"body\":\"{}\"}}");
        assertThat(ran.json().path("status").stringValue("")).as(ran.body()).isEqualTo("ok");
        Received got = receiver.received().getLast();
        assertThat(got.header("authorization")).isEqualTo(Api.basic("u", "pass-word-of-a-target"));

        Api.Reply deleted = api.delete("/api/actions/connector/life");
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.headers().firstValue("x-patchbay-references")).contains("0");
        assertThat(api.get("/api/actions/connector/life").text("message"))
                .isEqualTo("Saved object [action/life] not found");
    }

    @Test
    void listHasStoredAndPreconfiguredInOrderOfNames() throws Exception {
        api.post("/api/actions/connector/zebra", webhook().replace("Hook", "zebra"));
        api.post("/api/actions/connector/apple", webhook().replace("Hook", "Apple"));
        List<String> names =
                api.get("/api/actions/connectors").json().values().stream()
                        .map(each -> each.path("name").stringValue(""))
                        .filter(List.of("zebra", "Apple", "From the file")::contains)
                        .toList();
        assertThat(names).containsExactly("Apple", "From the file", "zebra");
    }

    @Test
    void onlyTypesThatWorkAreListed() throws Exception {
        JsonNode types = api.get("/api/actions/connector_types").json();
        assertThat(types.values().stream().map(type -> type.path("id").stringValue("")))
                .containsSubsequence(".pagerduty", ".server-log", ".slack", ".webhook");
        for (JsonNode type : types) {
            assertThat(type.path("enabled_in_license").booleanValue()).isTrue();
        }
    }

    @Test
    void spaceTakesItsConnectorsAlong() throws Exception {
        assertThat(api.post("/api/spaces/space", "{\"id\":\"gone\",\"name\":\"Gone\"}").status())
                .isEqualTo(200);
        assertThat(api.post("/s/gone/api/actions/connector/in-gone", webhook()).status())
                .isEqualTo(200);
        assertThat(api.get("/api/actions/connector/in-gone").status()).isEqualTo(404);
        assertThat(api.delete("/api/spaces/space/gone").status()).isEqualTo(204);
        assertThat(api.post("/api/actions/connector/in-gone", webhook()).status()).isEqualTo(200);
    }

    @Test
    void keyRunsConnectorsAndChangesNothing() throws Exception {
        api.post("/api/actions/connector/by-key", webhook());
        JsonNode key =
                api.post(
                                "/_security/api_key",
                                """
                                {"name":"run","role_descriptors":{"run":{"applications":[
                                 {"application":"kibana-.kibana","privileges":["feature_actions.read"],
                                  "resources":["space:default"]}]}}}
                                """)
                        .json();
        Api runner = api.as("ApiKey " + key.path("encoded").stringValue(""));
        assertThat(
                        runner.post("/api/actions/connector/by-key/_execute", "{\"params\":{}}")
                                .status())
                .isEqualTo(200);
        assertThat(runner.delete("/api/actions/connector/by-key").text("message"))
                .isEqualTo("Unauthorized to delete actions");

        String body = "{\"ids\":[\"" + key.path("id").stringValue("") + "\"]}";
        assertThat(api.call("DELETE", "/_security/api_key", body).status()).isEqualTo(200);
        assertThat(runner.get("/api/actions/connectors").status()).isEqualTo(401);
    }

    /** Written in Elasticsearch's dialect, read in Kibana's, in force at once. */
    @Test
    void roleOfTheSecurityApiGivesItsRights() throws Exception {
        String role =
                """
                {"applications":[{"application":"kibana-.kibana",
                 "privileges":["feature_actions.read"],"resources":["space:default"]}]}
                """;
        assertThat(api.put("/_security/role/runners", role).body())
                .isEqualTo("{\"role\":{\"created\":true}}");
        assertThat(api.get("/api/security/role/runners").json().path("kibana").toString())
                .isEqualTo(
                        "[{\"base\":[],\"feature\":{\"actions\":[\"read\"]},\"spaces\":[\"default\"]}]");
        api.put("/_security/user/runner", "{\"password\":\"of-a-runner\",\"roles\":[\"runners\"]}");
        Api runner = api.as(Api.basic("runner", "of-a-runner"));
        assertThat(runner.get("/api/actions/connectors").status()).isEqualTo(200);
        assertThat(runner.put("/_security/role/runners", "{}").status()).isEqualTo(403);
        Api.Reply deleted = api.delete("/_security/role/runners");
        assertThat(deleted.body()).isEqualTo("{\"found\":true}");
        assertThat(deleted.headers().firstValue("X-Elastic-Product")).contains("Elasticsearch");
        assertThat(runner.get("/api/actions/connectors").status()).isEqualTo(403);
    }

    @Test
    void everyExecutionIsOnRecord() throws Exception {
        api.post("/api/actions/connector/recorded", webhook());
        for (int i = 0; i < 5; i++) {
            api.post("/api/actions/connector/recorded/_execute", "{\"params\":{}}");
        }
        JsonNode events = events("recorded", 5);
        assertThat(events.get(0).path("event").path("outcome").stringValue(""))
                .isEqualTo("success");
        assertThat(server.directory().resolve("data/audit.log"))
                .content()
                .contains("connector_execute")
                .doesNotContain("pass-word-of-a-target");
    }

    @Test
    void dryRunSendsNothing() throws Exception {
        api.post("/api/actions/connector/dry", webhook());
        int before = receiver.received().size();
        Api.Reply dry =
                api.post(
                        "/api/patchbay/connectors/dry/_dry_run",
                        "{\"params\":{\"body\":\"{\\\"a\\\":1}\"}}");
        assertThat(dry.body()).contains("/hook").doesNotContain("pass-word-of-a-target");
        assertThat(receiver.received()).hasSize(before);
    }

    @Test
    void probesMetricsStatusAndOpenApiAnswer() throws Exception {
        Api nobody = api.as("");
        assertThat(api.get("/api/status").json().path("version").path("number").stringValue(""))
                .isEqualTo("9.4.0");
        assertThat(api.get("/-/ready").status()).isEqualTo(200);
        assertThat(api.get("/-/healthy").status()).isEqualTo(200);
        assertThat(api.get("/metrics").body())
                .contains("patchbay_http_requests_seconds", "patchbay_store_commits_total");
        assertThat(api.get("/api/patchbay/openapi.json").json().path("openapi").stringValue(""))
                .isEqualTo("3.1.0");
        assertThat(nobody.get("/api/actions/connectors").status()).isEqualTo(401);
    }

    @Test
    void killedServerComesBackWithEverything() throws Exception {
        api.post("/api/actions/connector/survivor", webhook());
        api.post("/api/actions/connector/survivor/_execute", "{\"params\":{}}");
        events("survivor", 1);
        server.kill();
        server.start();
        assertThat(api.get("/api/actions/connector/survivor").status()).isEqualTo(200);
        assertThat(
                        api.post("/api/actions/connector/survivor/_execute", "{\"params\":{}}")
                                .text("status"))
                .isEqualTo("ok");
        events("survivor", 2);
    }

    /** All of a connector, once they are so many: records are written after the answer. */
    private JsonNode events(String connector, int count) throws Exception {
        return Eventually.get(
                () -> api.get("/api/patchbay/events?connector=" + connector).json(),
                events -> events.size() == count);
    }
}
