package dev.patchbay.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.connector.PreconfiguredConnectors.Entry;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.TestClient.Reply;
import dev.patchbay.server.TestNode;
import dev.patchbay.server.TestStorage;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;

/** Contract actions-api, sections 6.6 and 6.11; settings, section 2.2. */
class ConnectorTypesTest {

    private static final String TYPES = "/api/actions/connector_types";

    private static TestStorage storage;
    private static TestNode node;

    @BeforeAll
    static void open() {
        storage = new TestStorage(TestStorage.Kind.SQLITE);
        TestNode.Setup setup = new TestNode.Setup();
        setup.preconfigured =
                List.of(
                        entry(
                                "exposed",
                                ".cases-webhook",
                                true,
                                "{\"secretHeaders\":{\"X-A\":\"canary\",\"b\":\"canary\"}}"),
                        entry("hidden", ".cases-webhook", false, "{}"));
        node = new TestNode(storage, setup);
    }

    private static Entry entry(String id, String type, boolean exposed, String secrets) {
        return new Entry(
                id,
                id,
                type,
                (ObjectNode) Json.read("{\"url\":\"https://example.com/\",\"port\":587}"),
                (ObjectNode) Json.read(secrets),
                exposed);
    }

    @AfterAll
    static void close() {
        node.close();
        storage.close();
    }

    private static List<String> ids(JsonNode list) {
        List<String> ids = new ArrayList<>();
        list.forEach(type -> ids.add(type.path("id").stringValue("")));
        return ids;
    }

    private static JsonNode type(JsonNode list, String id) {
        for (JsonNode type : list) {
            if (type.path("id").stringValue("").equals(id)) {
                return type;
            }
        }
        throw new AssertionError(id);
    }

    @Test
    void typesAreDescribed() {
        JsonNode list = node.root("GET", TYPES).json();
        assertThat(type(list, "test.sub-action-connector"))
                .isEqualTo(
                        Json.read(
                                """
                                {"id":"test.sub-action-connector","name":"Test: Sub action connector",
                                 "enabled":true,"enabled_in_config":true,"enabled_in_license":true,
                                 "minimum_license_required":"platinum","supported_feature_ids":["alerting","siem"],
                                 "is_system_action_type":false,"is_deprecated":false,"source":"stack"}
                                """));
        assertThat(type(list, "test.not-enabled"))
                .isEqualTo(
                        Json.read(
                                """
                                {"id":"test.not-enabled","name":"Test: Not Enabled",
                                 "enabled":false,"enabled_in_config":false,"enabled_in_license":true,
                                 "minimum_license_required":"gold","supported_feature_ids":["alerting"],
                                 "is_system_action_type":false,"is_deprecated":false,"source":"stack"}
                                """));
        assertThat(type(list, "test.free").path("sub_feature").stringValue(""))
                .isEqualTo("endpointSecurity");
        assertThat(type(list, "test.free").path("minimum_license_required").stringValue(""))
                .isEqualTo("basic");
    }

    @Test
    void systemTypesAreInTheInternalListOnly() {
        List<String> outside = ids(node.root("GET", TYPES).json());
        List<String> inside = ids(node.root("GET", "/internal/actions/connector_types").json());
        assertThat(outside).noneMatch(id -> id.startsWith("test.system-action"));
        assertThat(inside).contains("test.system-action", "test.system-action-kibana-privileges");
        assertThat(inside).containsAll(outside).hasSize(outside.size() + 3);
        assertThat(
                        type(
                                        node.root("GET", "/internal/actions/connector_types")
                                                .json(),
                                        "test.system-action")
                                .path("is_system_action_type")
                                .booleanValue(false))
                .isTrue();
    }

    @Test
    void aFeatureFilters() {
        assertThat(ids(node.root("GET", TYPES + "?feature_id=cases").json()))
                .containsExactly(".cases-webhook");
        assertThat(node.root("GET", TYPES + "?feature_id=nothing").json()).isEqualTo(Json.array());
        assertThat(
                        ids(
                                node.root(
                                                "GET",
                                                "/internal/actions/connector_types?feature_id=siem")
                                        .json()))
                .containsExactly(
                        "test.sub-action-connector",
                        "test.sub-action-connector-without-sub-actions");
        assertThat(node.root("GET", TYPES + "?feature=cases").message())
                .isEqualTo("[request query.feature]: definition for this key is missing");
        assertThat(node.root("GET", TYPES + "?feature_id=a&feature_id=b").message())
                .isEqualTo(
                        "[request query.feature_id]: expected value of type [string] but got"
                                + " [Array]");
    }

    @Test
    void internalListsAskForTheirHeader() {
        Reply reply = new PlainCall(node).get("/internal/actions/connector_types");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.message()).contains("exists but is not available");
    }

    @Test
    void namesOfSecretHeadersAreNoSecret() {
        String one = "/api/actions/connector/";
        TestNode.must(
                200,
                node.root(
                        "POST",
                        one + "headed",
                        """
                        {"name":"n","connector_type_id":".cases-webhook",
                         "secrets":{"secretHeaders":{"superSecretKey":"canary"}}}
                        """));
        TestNode.must(
                200,
                node.root(
                        "POST",
                        one + "bare",
                        "{\"name\":\"n\",\"connector_type_id\":\".cases-webhook\"}"));
        TestNode.must(
                200,
                node.root(
                        "POST",
                        one + "free",
                        "{\"name\":\"n\",\"connector_type_id\":\"test.free\"}"));
        assertThat(headers("headed").body()).isEqualTo("[\"superSecretKey\"]");
        assertThat(headers("bare").body()).isEqualTo("[]");
        assertThat(headers("exposed").body()).isEqualTo("[\"X-A\",\"b\"]");
        Reply other = headers("free");
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.message())
                .startsWith("Connector must be one of the following types")
                .isEqualTo(
                        "Connector must be one of the following types: .webhook, .cases-webhook");
        assertThat(headers("absent").status()).isEqualTo(404);
        assertThat(headers("absent").message()).isEqualTo("Saved object [action/absent] not found");
        assertThat(headers("system-connector-test.system-action").message())
                .isEqualTo("Connector system-connector-test.system-action not found");
    }

    private static Reply headers(String id) {
        return node.root("GET", "/internal/stack_connectors/" + id + "/secret_headers");
    }

    @Test
    void configOfPreconfiguredConnectorsIsShownOnDemand() {
        JsonNode exposed = node.root("GET", "/api/actions/connector/exposed").json();
        assertThat(exposed.path("config"))
                .isEqualTo(Json.read("{\"port\":587,\"url\":\"https://example.com/\"}"));
        assertThat(exposed.has("is_missing_secrets")).isFalse();
        assertThat(node.root("GET", "/api/actions/connector/hidden").json().has("config"))
                .isFalse();
        String list = node.root("GET", "/api/actions/connectors").body();
        assertThat(list).contains("\"config\":{\"port\":587,").doesNotContain("canary");
    }
}
