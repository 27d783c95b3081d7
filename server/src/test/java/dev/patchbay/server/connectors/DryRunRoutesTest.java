package dev.patchbay.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.TestClient.Reply;
import dev.patchbay.server.TestNode;
import dev.patchbay.server.TestStorage;
import dev.patchbay.server.TestStorage.Kind;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

/** {@code POST /api/patchbay/connectors/{id}/_dry_run}. */
class DryRunRoutesTest {

    private static TestStorage storage;
    private static ExecuteNode server;
    private static EchoTarget target;

    @BeforeAll
    static void start() {
        storage = new TestStorage(Kind.SQLITE);
        server = new ExecuteNode(storage);
        target = EchoTarget.answering("200 OK", "{}");
        server.connector(
                "http",
                "test.http",
                "{\"url\":\"" + target.url() + "/hook\"}",
                "{\"token\":\"canary-token\",\"path\":\"/canary-path\"}");
        server.connector("echo", "test.echo");
        server.connector("failing", "test.failing");
    }

    @AfterAll
    static void stop() {
        target.close();
        server.close();
        storage.close();
    }

    @Test
    void theRequestIsShownWithoutSecretsAndNotSent() {
        int before = server.node.audit.size();
        assertThat(dryRun("http", "{\"text\":\"see canary-token\"}").json())
                .isEqualTo(
                        Json.read(
                                """
                                {"connector_id":"http","status":"ok","requests":[
                                  {"method":"POST","url":"%s/hook[redacted]",
                                   "headers":{"X-Token":"[redacted]","Content-Type":"application/json"},
                                   "body":"{\\"text\\":\\"see [redacted]\\"}"}]}
                                """
                                        .formatted(target.url())));
        assertThat(target.received).isEmpty();
        assertThat(server.records("http")).isEmpty();
        assertThat(server.node.audit).hasSize(before);
    }

    @Test
    void aTypeThatSendsNothingHasNoRequest() {
        assertThat(dryRun("echo", "{}").body())
                .isEqualTo("{\"connector_id\":\"echo\",\"status\":\"ok\",\"requests\":[]}");
    }

    @Test
    void whatFailsBeforeARequestAnswersAsAnExecution() {
        assertThat(dryRun("failing", "{}").json())
                .isEqualTo(
                        Json.read(
                                """
                                {"connector_id":"failing","status":"error",
                                 "message":"error validating action params: ✖ Invalid input: expected string, received undefined\\n  → at message",
                                 "retry":false,"errorSource":"user"}
                                """));
        JsonNode failed = dryRun("failing", "{\"message\":\"m\"}").json();
        assertThat(failed.path("message").stringValue()).isEqualTo("m");
        assertThat(failed.path("status").stringValue()).isEqualTo("error");
    }

    @Test
    void unknownAndSystemConnectorsAreRefusedAsInAnExecution() {
        Reply unknown = dryRun("nowhere", "{}");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.message()).isEqualTo("Saved object [action/nowhere] not found");
        Reply system = dryRun("system-connector-test.system-action", "{}");
        assertThat(system.status()).isEqualTo(400);
        assertThat(system.message()).isEqualTo("Execution of system action is not allowed");
    }

    private static Reply dryRun(String id, String params) {
        return server.node.client.call(
                TestNode.ROOT,
                "POST",
                "/api/patchbay/connectors/" + id + "/_dry_run",
                "{\"params\":" + params + "}");
    }
}
