package dev.patchbay.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.connector.StoredConnector;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.server.TestBed;
import dev.patchbay.server.TestClient.Reply;
import dev.patchbay.server.TestNode;
import dev.patchbay.server.TestStorage;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Contract actions-api, sections 6.1 to 6.4, 9 and 10: refusals, in their order. */
class RefusedWritesTest {

    private static final String ONE = "/api/actions/connector";
    private static final String SYSTEM = ONE + "/system-connector-test.system-action";
    private static final String GOOD =
            "{\"name\":\"n\",\"config\":{\"unencrypted\":\"x\"},\"secrets\":{\"encrypted\":\"y\"}}";

    private static TestStorage storage;
    private static TestNode node;

    @BeforeAll
    static void open() {
        storage = new TestStorage(TestStorage.Kind.SQLITE);
        TestNode.Setup setup = new TestNode.Setup();
        setup.preconfigured = TestBed.preconfigured();
        node = new TestNode(storage, setup);
    }

    @AfterAll
    static void close() {
        node.close();
        storage.close();
    }

    private static void refused(int status, String reason, String message, Reply reply) {
        assertThat(reply.body())
                .isEqualTo(
                        "{\"statusCode\":"
                                + status
                                + ",\"error\":\""
                                + reason
                                + "\",\"message\":\""
                                + message.replace("\"", "\\\"")
                                + "\"}");
        assertThat(reply.status()).isEqualTo(status);
    }

    private static Reply create(String id, String typeId, String rest) {
        return node.root(
                "POST",
                ONE + "/" + id,
                "{\"name\":\"n\",\"connector_type_id\":\"" + typeId + "\"" + rest + "}");
    }

    @Test
    void creation() {
        refused(
                400,
                "Bad Request",
                "System action creation is forbidden. Action type: test.system-action.",
                create("", "test.system-action", ""));
        // The system type is noticed before the preconfigured id, that before the type.
        refused(
                400,
                "Bad Request",
                "System action creation is forbidden. Action type: test.system-action.",
                create("my-slack1", "test.system-action", ""));
        refused(
                400,
                "Bad Request",
                "This my-slack1 already exists in a preconfigured action.",
                create("my-slack1", "test.unregistered", ""));
        refused(
                400,
                "Bad Request",
                "Action type \"test.unregistered\" is not registered.",
                create("", "test.unregistered", ",\"config\":{\"a\":1}"));
        refused(
                400,
                "Bad Request",
                "Action type \".cases\" is not registered.",
                create("", ".cases", ""));
    }

    @Test
    void configComesBeforeSecretsAndTheTwoBeforeTheCombination() {
        assertThat(create("", "test.index-record", ",\"config\":{\"unencrypted\":1}").message())
                .isEqualTo(
                        "error validating connector type config: ✖ Invalid input: expected"
                                + " string, received number\n  → at unencrypted");
        assertThat(
                        create(
                                        "",
                                        "test.index-record",
                                        ",\"config\":{\"unencrypted\":\"x\"},\"secrets\":{\"encrypted\":42}")
                                .message())
                .isEqualTo(
                        "error validating connector type secrets: ✖ Invalid input: expected"
                                + " string, received number\n  → at encrypted");
        assertThat(
                        create(
                                        "",
                                        "test.combined",
                                        ",\"config\":{\"user\":\"u\"},\"secrets\":{\"foo\":\"y\"}")
                                .message())
                .isEqualTo("error validating connector type secrets: ✖ Unrecognized key: \"foo\"");
        assertThat(create("", "test.combined", ",\"config\":{\"user\":\"u\"}").message())
                .isEqualTo("error validating action type connector: user and password go together");
        assertThat(
                        create(
                                        "",
                                        "test.sub-action-connector",
                                        ",\"config\":{\"url\":\"https://x/\"}")
                                .message())
                .isEqualTo(
                        "error validating connector type config: error validating url: target url"
                                + " \"https://x/\" is not added to the Kibana config"
                                + " xpack.actions.allowedHosts");
        // Terraform's private members are unknown keys like any other.
        assertThat(
                        create(
                                        "",
                                        "test.authorization",
                                        ",\"config\":{\"__tf_provider_context\":\"x\"}")
                                .message())
                .isEqualTo(
                        "error validating connector type config: ✖ Unrecognized key:"
                                + " \"__tf_provider_context\"");
    }

    @Test
    void disabledTypesAreNoticedAfterValidation() {
        refused(
                403,
                "Forbidden",
                "action type \"test.not-enabled\" is not enabled in the Kibana config"
                        + " xpack.actions.enabledActionTypes",
                create("", "test.not-enabled", ""));
        assertThat(create("", "test.not-enabled", ",\"config\":{\"foo\":1}").message())
                .isEqualTo("error validating connector type config: ✖ Unrecognized key: \"foo\"");
        store("of-disabled", "test.not-enabled");
        refused(
                403,
                "Forbidden",
                "action type \"test.not-enabled\" is not enabled in the Kibana config"
                        + " xpack.actions.enabledActionTypes",
                node.root("PUT", ONE + "/of-disabled", "{\"name\":\"n\"}"));
        TestNode.must(200, node.root("GET", ONE + "/of-disabled"));
        TestNode.must(204, node.root("DELETE", ONE + "/of-disabled"));
    }

    @Test
    void update() {
        refused(
                400,
                "Bad Request",
                "System action system-connector-test.system-action can not be updated.",
                node.root("PUT", SYSTEM, GOOD));
        refused(
                400,
                "Bad Request",
                "Preconfigured action my-slack1 can not be updated.",
                node.root("PUT", ONE + "/my-slack1", GOOD));
        refused(
                404,
                "Not Found",
                "Saved object [action/1] not found",
                node.root("PUT", ONE + "/1", "{\"name\":\"n\",\"config\":{\"a\":1}}"));
        store("of-unknown", "test.unregistered");
        refused(
                400,
                "Bad Request",
                "Action type \"test.unregistered\" is not registered.",
                node.root("PUT", ONE + "/of-unknown", GOOD));
        assertThat(node.root("GET", ONE + "/of-unknown").json().path("connector_type_id"))
                .hasToString("\"test.unregistered\"");
        assertThat(node.root("GET", "/api/actions/connectors").body()).contains("of-unknown");
        TestNode.must(204, node.root("DELETE", ONE + "/of-unknown"));
    }

    @Test
    void readingAndDeletion() {
        refused(
                404,
                "Not Found",
                "Connector system-connector-test.system-action not found",
                node.root("GET", SYSTEM));
        refused(
                404,
                "Not Found",
                "Saved object [action/1] not found",
                node.root("GET", ONE + "/1"));
        refused(
                404,
                "Not Found",
                "Saved object [action/system-connector-.cases] not found",
                node.root("GET", ONE + "/system-connector-.cases"));
        refused(
                400,
                "Bad Request",
                "System action system-connector-test.system-action is not allowed to delete.",
                node.root("DELETE", SYSTEM));
        refused(
                400,
                "Bad Request",
                "Preconfigured action my-slack1 is not allowed to delete.",
                node.root("DELETE", ONE + "/my-slack1"));
        refused(
                404,
                "Not Found",
                "Saved object [action/1] not found",
                node.root("DELETE", ONE + "/1"));
    }

    @Test
    void aStoredConnectorBehindAPreconfiguredOneIsDeletedFirst() {
        store("my-test-email", "test.free");
        assertThat(node.root("GET", ONE + "/my-test-email").json().path("is_preconfigured"))
                .hasToString("true");
        assertThat(node.loader.load("default", "my-test-email").orElseThrow().preconfigured())
                .isTrue();
        refused(
                400,
                "Bad Request",
                "Preconfigured action my-test-email can not be updated.",
                node.root("PUT", ONE + "/my-test-email", GOOD));
        TestNode.must(204, node.root("DELETE", ONE + "/my-test-email"));
        refused(
                400,
                "Bad Request",
                "Preconfigured action my-test-email is not allowed to delete.",
                node.root("DELETE", ONE + "/my-test-email"));
    }

    @Test
    void olderRoutesDoNotExist() {
        for (String path :
                new String[] {
                    "/api/actions",
                    "/api/actions/action/1",
                    "/api/actions/list_action_types",
                    "/api/actions/connector/1/_check_availability"
                }) {
            refused(404, "Not Found", "Not Found", node.root("GET", path));
        }
        refused(404, "Not Found", "Not Found", node.root("POST", "/api/actions/action", GOOD));
    }

    private static void store(String id, String typeId) {
        StoredConnector connector =
                new StoredConnector(
                        id,
                        "default",
                        typeId,
                        "n",
                        "{}",
                        new byte[] {1},
                        false,
                        1,
                        Clock.system().now(),
                        Clock.system().now());
        node.database.work().write(tx -> node.database.connectors().insert(tx, connector));
    }
}
