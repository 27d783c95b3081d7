package dev.patchbay.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.TestBed;
import dev.patchbay.server.TestNode;
import dev.patchbay.server.TestStorage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/** Contract actions-api, sections 5, 6.5, 6.8 and 16: order and content of the lists. */
@ParameterizedClass
@EnumSource(TestStorage.Kind.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectorListTest {

    private static final List<String> PRECONFIGURED =
            List.of(
                    "notification-email",
                    "preconfigured-es-index-action",
                    "my-deprecated-servicenow",
                    "my-deprecated-servicenow-default",
                    "my-slack1",
                    "custom-system-abc-connector",
                    "preconfigured.test.index-record",
                    "my-test-email");

    @Parameter private TestStorage.Kind kind;
    private TestStorage storage;
    private TestNode node;

    @BeforeParameterizedClassInvocation
    void open() {
        storage = new TestStorage(kind);
        TestNode.Setup setup = new TestNode.Setup();
        setup.preconfigured = TestBed.preconfigured();
        node = new TestNode(storage, setup);
    }

    @AfterParameterizedClassInvocation
    void close() {
        node.close();
        storage.close();
    }

    private void create(String space, String id, String name) {
        String body =
                Json.write(Json.object().put("name", name).put("connector_type_id", "test.free"));
        TestNode.must(200, node.root("POST", "/s/" + space + "/api/actions/connector/" + id, body));
    }

    private static List<String> fields(JsonNode list, String name) {
        List<String> values = new ArrayList<>();
        list.forEach(item -> values.add(item.path(name).stringValue("")));
        return values;
    }

    @Test
    void testBedIsListedInKibanasOrder() {
        node.space("bed");
        JsonNode bare = node.root("GET", "/s/bed/api/actions/connectors").json();
        assertThat(fields(bare, "id")).isEqualTo(PRECONFIGURED);
        create("bed", "mine", "My Connector");
        JsonNode list = node.root("GET", "/s/bed/api/actions/connectors").json();
        List<String> expected = new ArrayList<>(List.of("mine"));
        expected.addAll(PRECONFIGURED);
        assertThat(fields(list, "id")).isEqualTo(expected);

        JsonNode internal = node.root("GET", "/s/bed/internal/actions/connectors").json();
        assertThat(fields(internal, "name"))
                .containsExactly(
                        "My Connector",
                        "Notification Email Connector",
                        "preconfigured_es_index_action",
                        "ServiceNow#xyz",
                        "ServiceNow#xyz",
                        "Slack#xyz",
                        "SystemABC",
                        "Test system action",
                        "Test system action with a connector adapter set",
                        "Test system action with kibana privileges",
                        "Test:_Preconfigured_Index_Record",
                        "TestEmail#xyz");
    }

    @Test
    void entriesShowWhatTheirOriginAllows() {
        node.space("shown");
        create("shown", "stored", "A");
        JsonNode internal = node.root("GET", "/s/shown/internal/actions/connectors").json();
        assertThat(item(internal, "stored"))
                .isEqualTo(
                        Json.read(
                                """
                                {"id":"stored","name":"A","connector_type_id":"test.free","config":{},
                                 "is_preconfigured":false,"is_deprecated":false,"is_missing_secrets":false,
                                 "is_system_action":false,"is_connector_type_deprecated":false,
                                 "auth_mode":"shared","referenced_by_count":0}
                                """));
        assertThat(item(internal, "my-slack1"))
                .isEqualTo(
                        Json.read(
                                """
                                {"id":"my-slack1","name":"Slack#xyz","connector_type_id":".slack",
                                 "is_preconfigured":true,"is_deprecated":false,"is_system_action":false,
                                 "is_connector_type_deprecated":false,"auth_mode":"shared",
                                 "referenced_by_count":0}
                                """));
        assertThat(item(internal, "system-connector-test.system-action"))
                .isEqualTo(
                        Json.read(
                                """
                                {"id":"system-connector-test.system-action","name":"Test system action",
                                 "connector_type_id":"test.system-action","is_preconfigured":false,
                                 "is_deprecated":false,"is_system_action":true,
                                 "is_connector_type_deprecated":false,"auth_mode":"shared",
                                 "referenced_by_count":0}
                                """));
        for (String id : List.of("my-deprecated-servicenow", "my-deprecated-servicenow-default")) {
            assertThat(item(internal, id).path("is_deprecated").booleanValue(false)).isTrue();
        }
        JsonNode outside = node.root("GET", "/s/shown/api/actions/connectors").json();
        assertThat(fields(outside, "id"))
                .doesNotContain("system-connector-test.system-action")
                .contains("stored", "my-slack1");
        assertThat(node.root("GET", "/api/actions/connectors?page=1").body())
                .isEqualTo(
                        "{\"statusCode\":400,\"error\":\"Bad Request\",\"message\":\"[request"
                                + " query.page]: definition for this key is missing\"}");
        assertThat(node.root("GET", "/internal/actions/connectors?page=1").message())
                .isEqualTo("[request query.page]: definition for this key is missing");
    }

    private static JsonNode item(JsonNode list, String id) {
        for (JsonNode item : list) {
            if (item.path("id").stringValue("").equals(id)) {
                return item;
            }
        }
        throw new AssertionError(id + " is not listed");
    }

    @Test
    void preconfiguredOnesAreReadEverywhere() {
        assertThat(node.root("GET", "/s/nowhere/api/actions/connector/my-slack1").json())
                .isEqualTo(
                        Json.read(
                                """
                                {"id":"my-slack1","name":"Slack#xyz","connector_type_id":".slack","is_preconfigured":true,"is_deprecated":false,"is_system_action":false,"is_connector_type_deprecated":false,"auth_mode":"shared"}
                                """));
        assertThat(fields(node.root("GET", "/s/nowhere/api/actions/connectors").json(), "id"))
                .isEqualTo(PRECONFIGURED);
        assertThat(
                        node.root("GET", "/api/actions/connector/my-deprecated-servicenow")
                                .json()
                                .path("is_deprecated")
                                .booleanValue(false))
                .isTrue();
    }

    @Test
    void namesAreOrderedAsJavaScriptOrdersThem() {
        node.space("ordered");
        List<String> names =
                List.of(
                        "_x",
                        "-",
                        " b",
                        "1",
                        "10",
                        "2",
                        "a",
                        "A",
                        "á",
                        "ab",
                        "a-b",
                        "Äpfel",
                        "b",
                        "Zebra",
                        "ß",
                        "日本",
                        "😀",
                        "Test system action",
                        "Test:_Pre",
                        "TestEmail",
                        "test",
                        "Test");
        for (int i = 0; i < names.size(); i++) {
            create("ordered", "n" + i, names.get(names.size() - 1 - i));
        }
        List<String> listed =
                fields(node.root("GET", "/s/ordered/api/actions/connectors").json(), "name");
        listed.retainAll(names);
        assertThat(listed)
                .containsExactly(
                        " b",
                        "_x",
                        "-",
                        "😀",
                        "1",
                        "10",
                        "2",
                        "a",
                        "A",
                        "á",
                        "a-b",
                        "ab",
                        "Äpfel",
                        "b",
                        "ß",
                        "test",
                        "Test",
                        "Test system action",
                        "Test:_Pre",
                        "TestEmail",
                        "Zebra",
                        "日本");
    }

    @Test
    void equalNamesKeepTheOrderOfTheirCreation() {
        node.space("equal");
        for (String id : List.of("z", "a", "m")) {
            create("equal", id, "Slack#xyz");
        }
        List<String> ids = fields(node.root("GET", "/s/equal/api/actions/connectors").json(), "id");
        ids.retainAll(List.of("z", "a", "m", "my-slack1"));
        assertThat(ids).containsExactly("z", "a", "m", "my-slack1");
    }
}
