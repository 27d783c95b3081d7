package dev.patchbay.server.deliveries;

import static dev.patchbay.server.TestNode.must;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.TestClient;
import dev.patchbay.server.TestClient.Reply;
import dev.patchbay.server.WebTarget;
import dev.patchbay.server.WholeServer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;

/** {@code POST /api/patchbay/templates/_preview} of the whole product. */
class TemplateRoutesTest {

    private static final String PATH = "/api/patchbay/templates/_preview";

    private static WholeServer server;
    private static WebTarget target;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        target = new WebTarget();
        server = new WholeServer(folder);
        server.connector(
                "hook",
                ".webhook",
                "{\"url\":\"" + target.url("/hook") + "\",\"hasAuth\":true}",
                "{\"user\":\"u\",\"password\":\"canary-password\"}");
    }

    @AfterAll
    static void stop() {
        server.close();
        target.close();
    }

    private static JsonNode preview(String body) {
        return must(200, server.root("POST", PATH, body)).json();
    }

    private static String ofType(String type, String params, String variables) {
        return "{\"connector_type_id\":\""
                + type
                + "\",\"params\":"
                + params
                + ",\"variables\":"
                + variables
                + "}";
    }

    @Test
    void paramsAreRenderedAsTheTypeSays() {
        JsonNode json =
                preview(
                        ofType(
                                ".slack",
                                "{\"message\":\"<{{host}}> {{nowhere}}\"}",
                                "{\"host\":\"db_1\"}"));

        assertThat(json)
                .isEqualTo(
                        Json.read(
                                """
                                {"connector_type_id":".slack","params":{"message":"<`db_1`> "},
                                 "warnings":[],"unknown_variables":["nowhere"]}
                                """));
    }

    @Test
    void aTemplateThatDoesNotParseIsShownAsItWouldBeSentWithAWarning() {
        JsonNode json = preview(ofType(".server-log", "{\"message\":\"{{a}\"}", "{}"));

        assertThat(json.at("/params/message").stringValue())
                .isEqualTo("error rendering mustache template \"{{a}\": Unclosed tag at 4");
        assertThat(json.at("/warnings/0/path").stringValue()).isEqualTo("message");
        assertThat(json.at("/warnings/0/message").stringValue())
                .contains("error rendering mustache template \"{{a}\": Unclosed tag at 4");
    }

    @Test
    void aValueThatWouldBreakJsonIsInsertedEscaped() {
        JsonNode json =
                preview(
                        ofType(
                                ".torq",
                                "{\"body\":\"{\\\"why\\\":\\\"{{why}}\\\"}\"}",
                                "{\"why\":\"disk \\\"sda\\\" is full\"}"));

        assertThat(Json.read(json.at("/params/body").stringValue()).path("why").stringValue())
                .isEqualTo("disk \"sda\" is full");
        assertThat(json.at("/warnings/0").toString())
                .isEqualTo(
                        "{\"path\":\"body\",\"message\":\"the rendered text is not JSON; its values"
                                + " were inserted JSON-escaped\"}");
    }

    @Test
    void paramsThatTheTypeRefusesSaySoInTheWordsOfTheAttempt() {
        JsonNode json = preview(ofType(".slack", "{\"message\":\"{{text}}\"}", "{\"text\":\"\"}"));

        assertThat(json.path("error").stringValue()).startsWith("error validating action params: ");
        assertThat(json.at("/params/message").stringValue()).isEmpty();
    }

    @Test
    void ofAConnectorTheRequestIsShownAndNothingIsSent() {
        JsonNode json =
                preview(
                        "{\"connector_id\":\"hook\",\"params\":{\"body\":\"{\\\"v\\\":\\\"{{v}}\\\"}\"},"
                            + "\"variables\":{\"v\":\"a\\\"b\"}}");

        assertThat(json.at("/params/body").stringValue()).isEqualTo("{\"v\":\"a\\\"b\"}");
        assertThat(json.at("/requests/0/method").stringValue()).isEqualTo("POST");
        assertThat(json.at("/requests/0/url").stringValue()).isEqualTo(target.url("/hook"));
        assertThat(json.at("/requests/0/body").stringValue()).isEqualTo("{\"v\":\"a\\\"b\"}");
        assertThat(json.toString()).doesNotContain("canary-password");
        assertThat(target.bodies("/hook")).doesNotContain("{\"v\":\"a\\\"b\"}");
    }

    @Test
    void aDeliveryWithTheSameVariablesSendsWhatThePreviewShowed() {
        String given =
                "{\"body\":\"{{#FormatNumber}} {{n}};; style: percent {{/FormatNumber}} {{t}}\"}";
        String variables = "{\"n\":0.5,\"t\":\"x\\\"y\"}";
        String shown =
                preview(
                                "{\"connector_id\":\"hook\",\"params\":"
                                        + given
                                        + ",\"variables\":"
                                        + variables
                                        + "}")
                        .at("/requests/0/body")
                        .stringValue();
        assertThat(shown).isEqualTo("50% x\\\"y");

        server.await(server.deliver("hook", given, ",\"variables\":" + variables), "delivered");

        assertThat(target.bodies("/hook")).contains(shown);
    }

    @Test
    void badRequestsAreNamed() {
        assertThat(message(400, "{\"params\":{}}"))
                .isEqualTo(
                        "[request body]: exactly one of [connector_id] and [connector_type_id] must"
                                + " be given");
        assertThat(message(400, "{\"connector_type_id\":\".slack\"}"))
                .startsWith("[request body.params]: ");
        assertThat(message(400, ofType(".nothing", "{}", "{}")))
                .isEqualTo("Action type \".nothing\" is not registered.");
        assertThat(message(404, "{\"connector_id\":\"nowhere\",\"params\":{}}"))
                .isEqualTo("Saved object [action/nowhere] not found");
        assertThat(
                        message(
                                400,
                                ofType(
                                        ".server-log",
                                        "{\"message\":\"{{#a}}{{t}}{{/a}}\"}",
                                        "{\"t\":\""
                                                + "x".repeat(10_000)
                                                + "\",\"a\":["
                                                + "1,".repeat(200)
                                                + "1]}")))
                .isEqualTo(
                        "[request body.params]: must not be longer than 1048576 bytes after"
                                + " rendering");
    }

    private static String message(int status, String body) {
        return must(status, server.root("POST", PATH, body)).message();
    }

    @Test
    void whoMayNotRunConnectorsMayNotPreview() {
        must(204, server.root("PUT", "/api/security/role/nothing", "{\"elasticsearch\":{}}"));
        must(
                200,
                server.root(
                        "PUT",
                        "/_security/user/nobody",
                        "{\"password\":\"nobody-password\",\"roles\":[\"nothing\"]}"));
        String nobody = TestClient.basic("nobody", "nobody-password");
        Reply ofType =
                must(
                        403,
                        server.client.call(
                                nobody,
                                "POST",
                                PATH,
                                ofType(".slack", "{\"message\":\"m\"}", "{}")));
        assertThat(ofType.message()).isEqualTo("Unauthorized to get actions");
        Reply ofConnector =
                must(
                        403,
                        server.client.call(
                                nobody, "POST", PATH, "{\"connector_id\":\"hook\",\"params\":{}}"));
        assertThat(ofConnector.message())
                .isEqualTo("Unauthorized to execute a \".webhook\" action");
    }

    @Test
    void theRouteIsDeclared() {
        JsonNode document = must(200, server.root("GET", "/api/patchbay/openapi.json", "")).json();
        assertThat(
                        document.at(
                                        "/paths/~1api~1patchbay~1templates~1_preview/post/requestBody/content/application~1json/schema/properties")
                                .propertyNames())
                .containsExactly("connector_id", "connector_type_id", "params", "variables");
    }
}
