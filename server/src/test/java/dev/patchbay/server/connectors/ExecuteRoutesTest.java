package dev.patchbay.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.connector.PreconfiguredConnectors.Entry;
import dev.patchbay.engine.eventlog.ExecutionRecord;
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

/** Contract actions-api, section 6.7: the order of checks, the answers, the errors. */
@ParameterizedClass
@EnumSource(Kind.class)
class ExecuteRoutesTest {

    private static final String NO_ACTIONS =
            "{\"kibana\":[{\"spaces\":[\"default\"],\"feature\":{\"alerting\":[\"all\"]}}]}";
    private static final String READ =
            "{\"kibana\":[{\"spaces\":[\"default\"],\"feature\":{\"actions\":[\"read\"]}}]}";

    private static TestStorage storage;
    private static ExecuteNode server;
    private static String nobody;
    private static String reader;

    @Parameter Kind kind;

    @BeforeParameterizedClassInvocation
    static void start(Kind kind) {
        storage = new TestStorage(kind);
        ExecuteNode.Setup setup = new ExecuteNode.Setup();
        setup.node.preconfigured =
                List.of(
                        new Entry(
                                "ready",
                                "Ready",
                                "test.not-enabled",
                                Json.object(),
                                Json.object(),
                                false),
                        new Entry(
                                "broken",
                                "Broken",
                                "test.index-record",
                                Json.object().put("unencrypted", 7),
                                Json.object(),
                                false),
                        new Entry(
                                "no-secrets",
                                "No secrets",
                                "test.index-record",
                                Json.object().put("unencrypted", "x"),
                                Json.object().put("encrypted", 42),
                                false),
                        new Entry(
                                "halves",
                                "Halves",
                                "test.combined",
                                Json.object().put("user", "u"),
                                Json.object(),
                                false),
                        new Entry(
                                "gone",
                                "Gone",
                                "test.nowhere",
                                Json.object(),
                                Json.object(),
                                false));
        server = new ExecuteNode(storage, setup);
        nobody = server.node.userWith("nobody", NO_ACTIONS);
        reader = server.node.userWith("reader", READ);
        server.connector("echo", "test.echo");
        server.connector("silent", "test.silent");
        server.connector("failing", "test.failing");
        server.connector("throwing", "test.throwing");
        server.connector("blaming", "test.blaming");
        server.connector("framework", "test.framework");
        server.connector("discriminated", "test.discriminated");
        server.connector("empty", "test.sub-action-connector-without-sub-actions");
        server.connector(
                "index",
                "test.index-record",
                "{\"unencrypted\":\"x\"}",
                "{\"encrypted\":\"secret value\"}");
        server.connector(
                "sub",
                "test.sub-action-connector",
                "{\"url\":\"https://example.com\"}",
                "{\"username\":\"someone\",\"password\":\"something\"}");
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
        storage.close();
    }

    // --- the request

    @Test
    void paramsAreAnObjectAndNothingElseIsTaken() {
        assertRefused(
                400,
                "[request body.params]: expected value of type [object] but got [undefined]",
                body("echo", "{}"));
        assertRefused(
                400,
                "[request body.params]: expected value of type [object] but got [null]",
                body("echo", "{\"params\":null}"));
        assertRefused(
                400,
                "[request body.params]: expected value of type [object] but got [string]",
                body("echo", "{\"params\":\"x\"}"));
        assertRefused(
                400,
                "[request body.other]: definition for this key is missing",
                body("echo", "{\"params\":{},\"other\":1}"));
    }

    @Test
    void aBadBodyIsRefusedBeforePrivileges() {
        Reply reply =
                server.node.client.call(
                        nobody, "POST", "/api/actions/connector/echo/_execute", "{}");
        assertRefused(
                400,
                "[request body.params]: expected value of type [object] but got [undefined]",
                reply);
    }

    // --- the order of checks

    @Test
    void aSystemConnectorIsRefusedBeforePrivileges() {
        assertRefused(
                400,
                "Execution of system action is not allowed",
                server.execute(nobody, "", "system-connector-test.system-action", "{}"));
    }

    @Test
    void aSystemTypeThatIsNotRegisteredHasNoConnector() {
        assertRefused(
                404,
                "Saved object [action/system-connector-.cases] not found",
                server.execute("system-connector-.cases", "{}"));
    }

    @Test
    void privilegesAreCheckedBeforeExistence() {
        assertRefused(
                403,
                "Unauthorized to execute actions",
                server.execute(nobody, "", "no-such", "{}"));
        assertRefused(
                404,
                "Saved object [action/no-such] not found",
                server.execute(reader, "", "no-such", "{}"));
    }

    @Test
    void privilegesAreCheckedBeforeParamsWithTheTypeInTheText() {
        assertRefused(
                403,
                "Unauthorized to execute a \"test.index-record\" action",
                server.execute(nobody, "", "index", "{\"index\":7}"));
        assertThat(server.execute(reader, "", "echo", "{}").status()).isEqualTo(200);
    }

    @Test
    void aConnectorOfAnotherSpaceDoesNotExist() {
        assertRefused(
                404,
                "Saved object [action/echo] not found",
                server.execute(TestNode.ROOT, "/s/elsewhere", "echo", "{}"));
        assertRefused(
                403,
                "Unauthorized to execute actions",
                server.execute(reader, "/s/elsewhere", "echo", "{}"));
        assertThat(server.execute(TestNode.ROOT, "/s/default", "echo", "{}").status())
                .isEqualTo(200);
    }

    @Test
    void anUnregisteredTypeIs400() {
        assertRefused(
                400,
                "Action type \"test.nowhere\" is not registered.",
                server.execute("gone", "{}"));
    }

    @Test
    void aPreconfiguredConnectorOfADisabledTypeRuns() {
        assertThat(server.result("ready", "{}"))
                .isEqualTo(
                        json(
                                "{\"connector_id\":\"ready\",\"status\":\"ok\",\"data\":{\"params\":{}}}"));
    }

    // --- the answers

    @Test
    void successHasWhatTheExecutorReturned() {
        assertThat(server.execute("echo", "{\"a\":[1,2.50,null],\"b\":\" \"}").body())
                .isEqualTo(
                        "{\"connector_id\":\"echo\",\"status\":\"ok\",\"data\":{\"a\":[1,2.50,null],\"b\":\""
                            + " \"}}");
        assertThat(server.execute("silent", "{}").body())
                .isEqualTo("{\"connector_id\":\"silent\",\"status\":\"ok\"}");
        assertThat(server.result("framework", sub("noData", "{}")))
                .isEqualTo(json("{\"connector_id\":\"framework\",\"status\":\"ok\",\"data\":{}}"));
    }

    @Test
    void anErrorHasMessageServiceMessageRetryAndSource() {
        assertThat(
                        server.execute(
                                        "failing",
                                        """
                                        {"message":"error calling webhook, retry later",
                                         "service":"[503] Service Unavailable","retry":"true"}
                                        """)
                                .body())
                .isEqualTo(
                        "{\"connector_id\":\"failing\",\"status\":\"error\",\"message\":\"error"
                            + " calling webhook, retry later\",\"service_message\":\"[503] Service"
                            + " Unavailable\",\"retry\":true,\"errorSource\":\"user\"}");
        assertThat(server.result("failing", "{\"message\":\"m\"}"))
                .isEqualTo(
                        json(
                                "{\"connector_id\":\"failing\",\"status\":\"error\",\"message\":\"m\",\"errorSource\":\"user\"}"));
        assertThat(server.result("failing", "{\"message\":\"m\",\"retry\":\"false\"}").get("retry"))
                .isEqualTo(json("false"));
        assertThat(
                        server.result(
                                        "failing",
                                        "{\"message\":\"m\",\"retry\":\"2025-01-01T10:00:00Z\"}")
                                .path("retry")
                                .stringValue())
                .isEqualTo("2025-01-01T10:00:00.000Z");
    }

    @Test
    void whateverAnExecutorReturnsIsTheUsersFault() {
        assertThat(server.result("blaming", "{}").path("errorSource").stringValue())
                .isEqualTo("user");
    }

    @Test
    void whatAnExecutorThrowsIsTheFrameworksFault() {
        assertThat(server.result("throwing", "{}"))
                .isEqualTo(thrown("throwing", "no way with nothing", "framework"));
        assertThat(server.result("framework", sub("explode", "{}")))
                .isEqualTo(thrown("framework", "no way with nothing", "framework"));
        assertThat(server.result("framework", sub("fail", "{}")))
                .isEqualTo(thrown("framework", "Status code: 503. Message: later", "framework"));
    }

    // --- validation, in its order: params, config, secrets, both; no event

    @Test
    void invalidParamsAreTheUsersFaultAndNoEvent() {
        assertThat(server.result("index", "{\"index\":\"i\",\"reference\":7}"))
                .isEqualTo(
                        invalid(
                                "index",
                                "error validating action params: ✖ Invalid input: expected string,"
                                        + " received number\n  → at reference\n✖ Invalid input:"
                                        + " expected string, received undefined\n  → at message",
                                "user"));
        assertThat(server.records("index")).isEmpty();
    }

    @Test
    void storedConfigSecretsAndBothAreTheFrameworksFault() {
        String params = "{\"index\":\"i\",\"reference\":\"r\",\"message\":\"m\"}";
        assertThat(server.result("broken", params))
                .isEqualTo(
                        invalid(
                                "broken",
                                "error validating connector type config: ✖ Invalid input: expected"
                                        + " string, received number\n  → at unencrypted",
                                "framework"));
        assertThat(server.result("no-secrets", params))
                .isEqualTo(
                        invalid(
                                "no-secrets",
                                "error validating connector type secrets: ✖ Invalid input: expected"
                                        + " string, received number\n  → at encrypted",
                                "framework"));
        assertThat(server.result("halves", "{}"))
                .isEqualTo(
                        invalid(
                                "halves",
                                "error validating action type connector: user and password go"
                                        + " together",
                                "framework"));
        assertThat(server.records("broken")).isEmpty();
        assertThat(server.records("no-secrets")).isEmpty();
        assertThat(server.records("halves")).isEmpty();
    }

    @Test
    void paramsAreValidatedBeforeTheConnector() {
        assertThat(server.result("broken", "{}").path("message").stringValue())
                .startsWith("error validating action params: ");
    }

    // --- sub-actions of the framework

    @Test
    void anUnknownSubActionIsNamedWithTheType() {
        assertThat(server.result("sub", sub("invalidAction", "{}")))
                .isEqualTo(
                        thrown(
                                "sub",
                                "Sub action \"invalidAction\" is not registered. Connector id: sub."
                                        + " Connector name: Test: Sub action connector. Connector"
                                        + " type: test.sub-action-connector",
                                "framework"));
    }

    @Test
    void badSubActionParamsPrintTheIssueList() {
        assertThat(server.result("sub", sub("subActionWithParams", "{}")))
                .isEqualTo(
                        thrown(
                                "sub",
                                "Request validation failed ([\n  {\n    \"expected\": \"string\",\n"
                                        + "    \"code\": \"invalid_type\",\n    \"path\": [\n     "
                                        + " \"id\"\n    ],\n    \"message\": \"Invalid input:"
                                        + " expected string, received undefined\"\n  }\n])",
                                "user"));
        JsonNode checked = server.result("framework", sub("checked", "{\"a\":\"x\"}"));
        assertThat(checked.path("service_message").stringValue())
                .startsWith("Request validation failed ([\n")
                .contains("\"message\": \"a is not wanted\"");
        assertThat(checked.path("errorSource").stringValue()).isEqualTo("user");
    }

    @Test
    void aTypeWithoutSubActionsSaysSo() {
        assertThat(server.result("empty", sub("any", "{}")))
                .isEqualTo(
                        thrown(
                                "empty",
                                "You should register at least one subAction for your connector"
                                        + " type",
                                "framework"));
    }

    @Test
    void paramsOfTheFrameworkHaveAShape() {
        assertThat(server.result("sub", "{\"subActionParams\":{}}"))
                .isEqualTo(
                        invalid(
                                "sub",
                                "error validating action params: ✖ Invalid input: expected string,"
                                        + " received undefined\n  → at subAction",
                                "user"));
        for (String wrong : List.of("\"x\"", "7", "true", "null", "[]")) {
            JsonNode result = server.result("sub", sub("subActionWithParams", wrong));
            assertThat(result.path("message").stringValue())
                    .startsWith("error validating action params: ✖ Invalid input: expected object")
                    .endsWith("\n  → at subActionParams");
            assertThat(result.path("retry")).isEqualTo(json("false"));
            assertThat(result.path("errorSource").stringValue()).isEqualTo("user");
            assertThat(result.has("service_message")).isFalse();
        }
        assertThat(server.result("sub", "{\"subAction\":\"a\",\"subActionParams\":{},\"x\":1}"))
                .isEqualTo(
                        invalid(
                                "sub",
                                "error validating action params: ✖ Unrecognized key: \"x\"",
                                "user"));
    }

    @Test
    void subActionsRunWithTheirParams() {
        assertThat(server.result("sub", sub("subActionWithParams", "{\"id\":\"test-id\"}")))
                .isEqualTo(
                        json(
                                "{\"connector_id\":\"sub\",\"status\":\"ok\",\"data\":{\"params\":{\"id\":\"test-id\"}}}"));
        assertThat(server.result("sub", sub("subActionWithoutParams", "{}")).path("status"))
                .isEqualTo(json("\"ok\""));
    }

    // --- classic types with sub-actions

    @Test
    void classicSubActionsValidateAsParams() {
        assertThat(server.result("discriminated", sub("push", "{\"level\":\"low\"}")).get("data"))
                .isEqualTo(json("{\"level\":\"low\",\"note\":\"none\"}"));
        assertThat(server.result("discriminated", sub("unknown", "{}")))
                .isEqualTo(
                        invalid(
                                "discriminated",
                                "error validating action params: ✖ Invalid input\n  → at"
                                        + " subAction",
                                "user"));
        assertThat(
                        server.result(
                                        "discriminated",
                                        sub("push", "{\"level\":\"low\",\"note\":\"bad\"}"))
                                .path("message")
                                .stringValue())
                .isEqualTo("error validating action params: the note is bad");
        assertThat(server.execute("discriminated", "{\"subAction\":\"ask\"}").body())
                .isEqualTo("{\"connector_id\":\"discriminated\",\"status\":\"ok\"}");
    }

    // --- what is recorded

    @Test
    void aRunIsRecordedWithItsCaller() {
        server.connector("recorded", "test.failing");
        server.execute(reader, "", "recorded", "{\"message\":\"m\",\"retry\":\"true\"}");
        List<ExecutionRecord> records = server.records("recorded");
        assertThat(records).hasSize(1);
        ExecutionRecord record = records.getFirst();
        assertThat(record.id()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(record.spaceId()).isEqualTo("default");
        assertThat(record.connectorName()).isEqualTo("My Connector");
        assertThat(record.typeId()).isEqualTo("test.failing");
        assertThat(record.source()).isEqualTo("http_request");
        assertThat(record.success()).isFalse();
        assertThat(record.reason()).contains("serverError");
        assertThat(record.effect()).contains("none");
        assertThat(record.error()).contains("m; retry: true");
        assertThat(record.userName()).isEqualTo("reader");
        assertThat(record.preconfigured()).isFalse();
    }

    private static Reply body(String id, String body) {
        return server.node.root("POST", "/api/actions/connector/" + id + "/_execute", body);
    }

    private static void assertRefused(int status, String message, Reply reply) {
        assertThat(reply.message()).isEqualTo(message);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().propertyNames()).containsExactly("statusCode", "error", "message");
    }

    private static String sub(String action, String params) {
        return "{\"subAction\":\"" + action + "\",\"subActionParams\":" + params + "}";
    }

    private static JsonNode json(String text) {
        return Json.read(text);
    }

    private static JsonNode thrown(String id, String text, String source) {
        return Json.object()
                .put("connector_id", id)
                .put("status", "error")
                .put("message", "an error occurred while running the action")
                .put("service_message", text)
                .put("retry", true)
                .put("errorSource", source);
    }

    private static JsonNode invalid(String id, String message, String source) {
        return Json.object()
                .put("connector_id", id)
                .put("status", "error")
                .put("message", message)
                .put("retry", false)
                .put("errorSource", source);
    }
}
