package dev.patchbay.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.connectors.BuiltInTypes;
import dev.patchbay.net.Network;
import dev.patchbay.net.NetworkSettings;
import dev.patchbay.sdk.connector.TypeContext;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.oauth.TokenStore;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.server.TestClient.Reply;
import dev.patchbay.server.TestNode;
import dev.patchbay.server.TestStorage;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the {@code elastic/elasticstack} provider sends, reads back and compares
 * (contract/terraform.md, sections 1 to 3), for the types of this server.
 */
class TerraformTest {

    private static final String ONE = "/s/default/api/actions/connector";

    /** Members that the provider's struct of a type keeps; no entry = no struct pass. */
    private static final Map<String, Set<String>> STRUCTS =
            Map.of(
                    ".pagerduty",
                    Set.of("apiUrl"),
                    ".opsgenie",
                    Set.of("apiUrl"),
                    ".slack_api",
                    Set.of("allowedChannels"),
                    ".swimlane",
                    Set.of("apiUrl", "appId", "connectorType", "mappings"),
                    ".tines",
                    Set.of("url"),
                    ".xmatters",
                    Set.of("configUrl", "usesBasic"),
                    ".webhook",
                    Set.of(
                            "authType",
                            "ca",
                            "certType",
                            "hasAuth",
                            "headers",
                            "method",
                            "url",
                            "verificationMode"));

    private static TestStorage storage;
    private static TestNode node;
    private static Network network;

    @BeforeAll
    static void open() {
        network = new Network(NetworkSettings.DEFAULT, TokenStore.NONE, Clock.system());
        storage = new TestStorage(TestStorage.Kind.SQLITE);
        TestNode.Setup setup = new TestNode.Setup();
        setup.types = new BuiltInTypes().types(TypeContext.ofDefaults(network.allowedHosts()));
        node = new TestNode(storage, setup);
    }

    @AfterAll
    static void close() {
        node.close();
        network.close();
        storage.close();
    }

    /** Nulls go before sending, through objects, not inside arrays (3.3). */
    private static ObjectNode withoutNulls(JsonNode config) {
        ObjectNode kept = Json.object();
        config.properties()
                .forEach(entry -> {
                    JsonNode value = entry.getValue();
                    if (value.isObject()) {
                        kept.set(entry.getKey(), withoutNulls(value));
                    } else if (!value.isNull()) {
                        kept.set(entry.getKey(), value);
                    }
                });
        return kept;
    }

    /** What the provider keeps in its state (3.4). */
    private static ObjectNode state(String typeId, JsonNode config) {
        ObjectNode state = withoutNulls(config);
        Set<String> struct = STRUCTS.get(typeId);
        if (struct != null) {
            state.retain(struct);
        }
        return state;
    }

    /** What it compares: the defaults that it knows of are filled in on both sides. */
    private static ObjectNode compared(String typeId, JsonNode config) {
        ObjectNode compared = state(typeId, config);
        if (typeId.equals(".email") && !compared.has("service")) {
            compared.put("service", "other");
        }
        if (typeId.equals(".email") && !compared.has("hasAuth")) {
            compared.put("hasAuth", true);
        }
        if (typeId.equals(".index") && !compared.has("refresh")) {
            compared.put("refresh", false);
        }
        if (typeId.equals(".webhook") && !compared.has("method")) {
            compared.put("method", "post");
        }
        if (typeId.equals(".xmatters") && !compared.has("usesBasic")) {
            compared.put("usesBasic", true);
        }
        if (typeId.equals(".swimlane") && !compared.has("mappings")) {
            compared.putObject("mappings");
        }
        return compared;
    }

    private static void assertDecodes(JsonNode connector) {
        for (String name : List.of("id", "connector_type_id", "name")) {
            assertThat(connector.path(name).isString()).as(name).isTrue();
        }
        for (String name :
                List.of(
                        "is_deprecated",
                        "is_missing_secrets",
                        "is_preconfigured",
                        "is_system_action")) {
            assertThat(connector.path(name).isBoolean()).as(name).isTrue();
        }
        assertThat(connector.path("config").isObject()).isTrue();
        assertThat(connector.path("is_missing_secrets").booleanValue(true)).isFalse();
        assertThat(connector.has("secrets")).isFalse();
    }

    private static Reply apply(String method, String path, String body) {
        Reply reply = node.root(method, path, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.headers().firstValue("content-type").orElse("")).contains("json");
        assertDecodes(reply.json());
        return reply;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".server-log | {} | {}",
                ".email      |"
                    + " {\"host\":\"smtp.example.com\",\"port\":587,\"from\":\"a@example.com\"} |"
                    + " {\"user\":\"u\",\"password\":\"p\"}",
                ".email      | {\"service\":\"gmail\",\"from\":\"a@example.com\",\"hasAuth\":false}"
                        + " | {}",
                ".index      | {\"index\":\"alerts\"} | {}",
                ".index      | {\"index\":\"alerts\",\"refresh\":true,"
                        + "\"executionTimeField\":\"at\"} | {}",
                ".slack      | {} | {\"webhookUrl\":\"https://hooks.example.com/x\"}",
                ".teams      | {} | {\"webhookUrl\":\"https://x.webhook.office.com/x\"}",
                ".torq       | {\"webhookIntegrationUrl\":\"https://hooks.torq.io/x\"}"
                        + " | {\"token\":\"t\"}",
                ".slack_api  | {} | {\"token\":\"t\"}",
                ".slack_api  | {\"allowedChannels\":[{\"id\":\"C1\",\"name\":\"#a\"}]}"
                        + " | {\"token\":\"t\"}",
                ".opsgenie   | {\"apiUrl\":\"https://api.opsgenie.com\"} | {\"apiKey\":\"k\"}",
                ".jira-service-management | {\"apiUrl\":\"https://api.atlassian.com\"}"
                        + " | {\"apiKey\":\"k\"}",
                ".tines      | {\"url\":\"https://x.tines.com/\"}"
                        + " | {\"email\":\"e\",\"token\":\"t\"}",
                ".d3security | {\"url\":\"https://d3.example.com/\"} | {\"token\":\"t\"}",
                ".xmatters   | {\"configUrl\":\"https://x.xmatters.com/\"}"
                        + " | {\"user\":\"u\",\"password\":\"p\"}",
                ".xmatters   | {\"configUrl\":null,\"usesBasic\":false}"
                        + " | {\"secretsUrl\":\"https://x.xmatters.com/k\"}",
                ".swimlane   |"
                    + " {\"apiUrl\":\"https://s.example.com\",\"appId\":\"a\",\"connectorType\":\"all\",\"mappings\":{}}"
                    + " | {\"apiToken\":\"t\"}",
                ".swimlane   |"
                    + " {\"apiUrl\":\"https://s.example.com\",\"appId\":\"a\",\"connectorType\":\"all\",\"mappings\":{\"caseIdConfig\":{\"fieldType\":\"t\",\"id\":\"i\",\"key\":\"k\",\"name\":\"n\"},\"alertIdConfig\":null}}"
                    + " | {\"apiToken\":\"t\"}",
                ".pagerduty  | {} | {\"routingKey\":\"r\"}",
                ".pagerduty  | {\"apiUrl\":\"https://events.pagerduty.com/v2/enqueue\"}"
                        + " | {\"routingKey\":\"r\"}",
                ".pagerduty  | {\"apiUrl\":null} | {\"routingKey\":\"r\"}",
                ".webhook    | {\"url\":\"https://EXAMPLE.com/a b?q=<1>\",\"hasAuth\":false} | {}",
                ".webhook    |"
                    + " {\"url\":\"https://example.com\",\"hasAuth\":false,\"method\":\"put\",\"headers\":{\"X-B\":\"1\",\"X-A\":\"2\"}}"
                    + " | {}",
                ".webhook    | {\"url\":\"https://example.com/\",\"hasAuth\":true,\"headers\":null,"
                        + "\"authType\":\"webhook-authentication-basic\"}"
                        + " | {\"user\":\"u\",\"password\":\"p\"}",
                ".webhook    | {\"url\":\"https://example.com/\",\"hasAuth\":false,"
                        + "\"verificationMode\":\"none\"} | {}"
            })
    void secondPlanShowsNoDifference(String typeId, String config, String secrets) {
        String sent = Json.write(withoutNulls(Json.read(config)));
        String rest = "\"name\":\"tf \",\"secrets\":" + secrets;
        JsonNode made =
                apply(
                                "POST",
                                ONE,
                                "{\"config\":"
                                        + sent
                                        + ",\"connector_type_id\":\""
                                        + typeId
                                        + "\","
                                        + rest
                                        + "}")
                        .json();
        String one = ONE + "/" + made.path("id").stringValue("");
        JsonNode read = apply("GET", one, "").json();
        assertSame(typeId, config, read);
        assertThat(read.path("name").stringValue("")).isEqualTo("tf ");
        assertThat(read.path("connector_type_id").stringValue("")).isEqualTo(typeId);
        // The second plan reads again; an update sends the whole configuration once more.
        assertThat(apply("GET", one, "").body()).isEqualTo(node.root("GET", one).body());
        JsonNode updated = apply("PUT", one, "{\"config\":" + sent + "," + rest + "}").json();
        assertThat(updated.path("config")).isEqualTo(made.path("config"));
        assertSame(typeId, config, apply("GET", one, "").json());
        assertThat(node.root("DELETE", one).status()).isEqualTo(204);
        assertThat(node.root("GET", one).status()).isEqualTo(404);
        assertThat(node.root("DELETE", one).status()).isEqualTo(404);
    }

    private static void assertSame(String typeId, String planned, JsonNode read) {
        assertThat(compared(typeId, read.path("config")))
                .isEqualTo(compared(typeId, Json.read(planned)));
    }

    @Test
    void aConnectorIdIsEchoed() {
        String id = "6f1c0f0e-7f0f-4d7e-9d62-6c0f5f5a0b11";
        String body =
                "{\"config\":{},\"connector_type_id\":\".server-log\",\"name\":\"n\",\"secrets\":{}}";
        assertThat(apply("POST", ONE + "/" + id, body).json().path("id").stringValue(""))
                .isEqualTo(id);
        assertThat(node.root("POST", ONE + "/" + id, body).status()).isEqualTo(409);
        JsonNode list = node.root("GET", "/s/default/api/actions/connectors").json();
        list.forEach(TerraformTest::assertDecodes);
        TestNode.must(204, node.root("DELETE", ONE + "/" + id));
    }

    @Test
    void secretsThatAreNotResentAreMissed() {
        String one = ONE + "/tf-slack";
        apply(
                "POST",
                one,
                """
                {"config":{},"connector_type_id":".slack","name":"n","secrets":{"webhookUrl":"https://hooks.example.com/x"}}
                """);
        Reply updated = node.root("PUT", one, "{\"config\":{},\"name\":\"m\",\"secrets\":{}}");
        assertThat(updated.status()).isEqualTo(400);
        assertThat(updated.message())
                .startsWith("error validating connector type secrets: ")
                .contains("webhookUrl");
        assertThat(apply("GET", one, "").json().path("name").stringValue("")).isEqualTo("n");
        TestNode.must(204, node.root("DELETE", one));
    }

    @Test
    void hasAuthIsAddedAsKibanaAddsIt() {
        JsonNode made =
                apply(
                                "POST",
                                ONE,
                                """
                                {"config":{"url":"https://example.com/"},"connector_type_id":".webhook",
                                 "name":"n","secrets":{"user":"u","password":"p"}}
                                """)
                        .json();
        assertThat(withoutNulls(made.path("config")))
                .isEqualTo(
                        Json.read(
                                """
                                {"hasAuth":true,"method":"post","url":"https://example.com/"}
                                """));
    }
}
