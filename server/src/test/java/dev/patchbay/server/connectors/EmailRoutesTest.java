package dev.patchbay.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.execution.RateLimits;
import dev.patchbay.engine.execution.RateWindow;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.server.TestNode;
import dev.patchbay.server.TestStorage;
import dev.patchbay.server.TestStorage.Kind;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.Map;

/** {@code .email} through the API: rate and dry run. */
class EmailRoutesTest {

    private static TestStorage storage;
    private static ExecuteNode server;

    @BeforeAll
    static void start() {
        storage = new TestStorage(Kind.SQLITE);
        ExecuteNode.Setup setup = new ExecuteNode.Setup();
        setup.builtIn = true;
        setup.limits =
                new RateLimits(
                        Map.of(".email", new RateWindow(2, Duration.ofHours(1), Clock.system())));
        server = new ExecuteNode(storage, setup);
        server.connector(
                "json",
                ".email",
                "{\"service\":\"__json\",\"from\":\"bob@example.com\",\"hasAuth\":false}",
                "{}");
        server.connector(
                "smtp",
                ".email",
                "{\"host\":\"mail.invalid\",\"port\":2525,\"from\":\"bob@example.com\"}",
                "{\"user\":\"bob-canary\",\"password\":\"canary-password\"}");
    }

    @AfterAll
    static void stop() {
        server.close();
        storage.close();
    }

    @Test
    void executionsBeyondTheLimitAreRefusedOverAllConnectors() {
        String params = "{\"to\":[\"ann@example.com\"],\"subject\":\"s\",\"message\":\"m\"}";
        assertThat(server.result("json", params).path("status").asString()).isEqualTo("ok");
        assertThat(
                        dryRun("{\"to\":[\"a@b.c\"],\"subject\":\"s\",\"message\":\"m\"}")
                                .has("requests"))
                .isTrue();
        assertThat(server.result("smtp", params).path("message").asString())
                .isEqualTo("error sending email");
        assertThat(server.result("json", params))
                .isEqualTo(
                        Json.read(
                                """
                                {"connector_id":"json","status":"error","message":"Action execution rate limit exceeded",
                                 "retry":false,"errorSource":"user"}
                                """));
    }

    @Test
    void aDryRunShowsTheMessageWithoutSecrets() {
        JsonNode request =
                dryRun(
                                "{\"to\":[\"Ann"
                                    + " <ann@example.com>\"],\"bcc\":[\"c@d.e\"],\"subject\":\"s\",\"message\":\"see"
                                    + " canary-password\"}")
                        .path("requests")
                        .get(0);
        assertThat(request.path("method").asString()).isEqualTo("MAIL");
        assertThat(request.path("url").asString()).isEqualTo("smtp://mail.invalid:2525");
        JsonNode mail = Json.read(request.path("body").asString());
        assertThat(mail.path("envelope").toString())
                .isEqualTo("{\"from\":\"bob@example.com\",\"to\":[\"ann@example.com\",\"c@d.e\"]}");
        assertThat(mail.path("to").toString()).isEqualTo("[\"Ann <ann@example.com>\"]");
        assertThat(mail.path("text").asString()).startsWith("see [redacted]");
        assertThat(mail.path("login").asBoolean()).isTrue();
        assertThat(request.toString()).doesNotContain("canary");
    }

    private static JsonNode dryRun(String params) {
        return TestNode.must(
                        200,
                        server.node.root(
                                "POST",
                                "/api/patchbay/connectors/smtp/_dry_run",
                                "{\"params\":" + params + "}"))
                .json();
    }
}
