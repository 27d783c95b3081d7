package dev.patchbay.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.connector.ConnectorReferences;
import dev.patchbay.engine.connector.ConnectorVault;
import dev.patchbay.engine.connector.LoadedConnector;
import dev.patchbay.engine.connector.StoredConnector;
import dev.patchbay.engine.connector.TokenRow;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.server.TestClient.Reply;
import dev.patchbay.server.TestNode;
import dev.patchbay.server.TestStorage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Contract actions-api, sections 5 and 6.1 to 6.4, over the real edge and both databases. */
@ParameterizedClass
@EnumSource(TestStorage.Kind.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LifeOfAConnectorTest {

    private static final String ONE = "/api/actions/connector";

    private static final String BODY =
            """
            {"name":" My Connector ","connector_type_id":"test.index-record",
             "config":{"unencrypted":"in the clear"},"secrets":{"encrypted":"canary-secret"}}
            """;

    @Parameter private TestStorage.Kind kind;
    private TestStorage storage;
    private TestNode node;

    @BeforeParameterizedClassInvocation
    void open() {
        storage = new TestStorage(kind);
        TestNode.Setup setup = new TestNode.Setup();
        setup.references = new TwoRules();
        node = new TestNode(storage, setup);
        node.space("other");
    }

    @AfterParameterizedClassInvocation
    void close() {
        node.close();
        storage.close();
    }

    /** Two rules refer to the connector {@code used}. */
    private static final class TwoRules implements ConnectorReferences {
        @Override
        public List<Reference> of(String connectorId) {
            return connectorId.equals("used")
                    ? List.of(
                            new Reference("alert", "r1", "CPU", "default"),
                            new Reference("alert", "r2", "Disk", "other"))
                    : List.of();
        }

        @Override
        public Map<String, Integer> counts() {
            return Map.of("used", 2);
        }
    }

    private static ObjectNode object(String id, String rest) {
        ObjectNode json =
                Json.object()
                        .put("id", id)
                        .put("name", " My Connector ")
                        .put("connector_type_id", "test.index-record")
                        .put("is_preconfigured", false)
                        .put("is_deprecated", false)
                        .put("is_system_action", false)
                        .put("is_connector_type_deprecated", false)
                        .put("is_missing_secrets", false);
        json.setAll((ObjectNode) Json.read(rest));
        return json;
    }

    @Test
    void createdWithoutAnIdItGetsOne() {
        Reply made = TestNode.must(200, node.root("POST", ONE, BODY));
        String id = made.json().path("id").stringValue();
        assertThat(id)
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(made.json())
                .isEqualTo(object(id, "{\"config\":{\"unencrypted\":\"in the clear\"}}"));
        assertThat(made.headers().firstValue("content-type"))
                .contains("application/json; charset=utf-8");
        assertThat(made.body()).doesNotContain("canary-secret");

        Reply read = node.root("GET", ONE + "/" + id);
        assertThat(read.json())
                .isEqualTo(
                        object(
                                id,
                                "{\"config\":{\"unencrypted\":\"in the"
                                        + " clear\"},\"auth_mode\":\"shared\"}"));
        assertThat(node.root("GET", "/s/default" + ONE + "/" + id).json()).isEqualTo(read.json());
        assertThat(node.root("HEAD", ONE + "/" + id).status()).isEqualTo(200);
        // Terraform's older releases leave the slash of an empty id.
        assertThat(node.root("POST", "/s/default" + ONE + "/", BODY).status()).isEqualTo(200);
    }

    @Test
    void authModeIsEchoedWhereItWasSent() {
        Reply made =
                node.root(
                        "POST",
                        ONE,
                        """
                        {"name":"n","connector_type_id":"test.authorization","auth_mode":"shared"}
                        """);
        assertThat(made.json().path("auth_mode").stringValue("")).isEqualTo("shared");
        assertThat(made.json().path("config")).isEqualTo(Json.object());
        assertThat(
                        node.root(
                                        "POST",
                                        ONE,
                                        """
                                        {"name":"n","connector_type_id":"test.authorization","auth_mode":"personal"}
                                        """)
                                .body())
                .isEqualTo(
                        "{\"statusCode\":400,\"error\":\"Bad Request\",\"message\":\"[request"
                                + " body.auth_mode]: expected value to equal [shared]\"}");
    }

    @Test
    void idsAreUniqueOverAllSpaces() {
        assertThat(node.root("POST", ONE + "/-taken--", BODY).status()).isEqualTo(200);
        Reply again = node.root("POST", "/s/other" + ONE + "/-taken--", BODY);
        assertThat(again.body())
                .isEqualTo(
                        "{\"statusCode\":409,\"error\":\"Conflict\",\"message\":\"Saved object"
                                + " [action/-taken--] conflict\"}");
        for (String method : List.of("GET", "DELETE", "PUT")) {
            Reply elsewhere =
                    node.root(
                            method,
                            "/s/other" + ONE + "/-taken--",
                            method.equals("PUT") ? "{\"name\":\"n\"}" : "");
            assertThat(elsewhere.body())
                    .isEqualTo(
                            "{\"statusCode\":404,\"error\":\"Not Found\",\"message\":\"Saved object"
                                    + " [action/-taken--] not found\"}");
        }
        assertThat(node.root("GET", ONE + "/-taken--").status()).isEqualTo(200);
    }

    @Test
    void updateReplacesEverything() {
        node.root("POST", ONE + "/replaced", BODY);
        Reply updated =
                node.root(
                        "PUT",
                        ONE + "/replaced",
                        """
                        {"name":"new","config":{"unencrypted":"x"},"secrets":{"encrypted":"y"}}
                        """);
        ObjectNode expected = object("replaced", "{\"config\":{\"unencrypted\":\"x\"}}");
        assertThat(updated.json()).isEqualTo(expected.put("name", "new"));
        assertThat(secrets("replaced")).isEqualTo(Json.read("{\"encrypted\":\"y\"}"));
        Reply without = node.root("PUT", ONE + "/replaced", "{\"name\":\"new\"}");
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.message())
                .isEqualTo(
                        "error validating connector type config: ✖ Invalid input: expected"
                                + " string, received undefined\n  → at unencrypted");
        assertThat(
                        node.root(
                                        "PUT",
                                        ONE + "/replaced",
                                        "{\"name\":\"new\",\"config\":{\"unencrypted\":\"x\"}}")
                                .message())
                .isEqualTo(
                        "error validating connector type secrets: ✖ Invalid input: expected"
                                + " string, received undefined\n  → at encrypted");
        assertThat(secrets("replaced")).isEqualTo(Json.read("{\"encrypted\":\"y\"}"));
        assertThat(
                        node.root(
                                        "PUT",
                                        ONE + "/replaced",
                                        "{\"name\":\"n\",\"connector_type_id\":\".x\"}")
                                .message())
                .isEqualTo("[request body.connector_type_id]: definition for this key is missing");
    }

    private ObjectNode secrets(String id) {
        LoadedConnector loaded = node.loader.load("default", id).orElseThrow();
        return ((ConnectorVault.Opened.Secrets) loaded.secrets()).value();
    }

    @Test
    void defaultsAreStoredAndReturned() {
        Reply made =
                node.root(
                        "POST",
                        ONE + "/defaulted",
                        "{\"name\":\"n\",\"connector_type_id\":\"test.combined\"}");
        assertThat(made.json().path("config")).isEqualTo(Json.read("{\"mode\":\"plain\"}"));
        assertThat(node.root("GET", ONE + "/defaulted").json().path("config"))
                .isEqualTo(Json.read("{\"mode\":\"plain\"}"));
        assertThat(
                        node.root(
                                        "POST",
                                        ONE,
                                        """
                                        {"name":"n","connector_type_id":"test.combined","config":{"user":"u"}}
                                        """)
                                .message())
                .isEqualTo("error validating action type connector: user and password go together");
    }

    @Test
    void missingSecretsAreRepairedByAnUpdate() {
        StoredConnector imported =
                new StoredConnector(
                        "imported",
                        "default",
                        "test.index-record",
                        "imported",
                        "{\"unencrypted\":\"x\"}",
                        new byte[] {1, 2, 3},
                        true,
                        1,
                        Clock.system().now(),
                        Clock.system().now());
        node.database.work().write(tx -> node.database.connectors().insert(tx, imported));
        assertThat(node.root("GET", ONE + "/imported").json().path("is_missing_secrets"))
                .isEqualTo(Json.read("true"));
        assertThat(node.loader.load("default", "imported").orElseThrow().secrets())
                .isInstanceOf(ConnectorVault.Opened.Unreadable.class);
        Reply repaired =
                node.root(
                        "PUT",
                        ONE + "/imported",
                        """
                        {"name":"n","config":{"unencrypted":"x"},"secrets":{"encrypted":"y"}}
                        """);
        assertThat(repaired.json().path("is_missing_secrets").booleanValue(true)).isFalse();
        assertThat(secrets("imported")).isEqualTo(Json.read("{\"encrypted\":\"y\"}"));
    }

    @Test
    void tokensGoWithUpdateAndDeletion() {
        node.root("POST", ONE + "/tokened", BODY);
        TokenRow token =
                new TokenRow("tokened", new byte[] {1}, Clock.system().now(), Optional.empty());
        putToken(token);
        TestNode.must(
                200,
                node.root(
                        "PUT",
                        ONE + "/tokened",
                        BODY.replace("\"connector_type_id\":\"test.index-record\",", "")));
        assertThat(node.database.tokens().findToken("tokened")).isEmpty();
        putToken(token);
        TestNode.must(204, node.root("DELETE", ONE + "/tokened"));
        assertThat(node.database.tokens().findToken("tokened")).isEmpty();
    }

    private void putToken(TokenRow token) {
        node.database
                .work()
                .write(tx -> {
                    node.database.tokens().putToken(tx, token);
                    return true;
                });
        assertThat(node.database.tokens().findToken("tokened")).isPresent();
    }

    @Test
    void deletionSaysWhoStillRefers() {
        node.root("POST", ONE + "/used", BODY);
        String references = "/api/patchbay/connectors/used/references";
        assertThat(node.root("GET", references).json())
                .isEqualTo(
                        Json.read(
                                """
                                {"total":2,"references":[
                                  {"type":"alert","id":"r1","name":"CPU","space_id":"default"},
                                  {"type":"alert","id":"r2","name":"Disk","space_id":"other"}]}
                                """));
        assertThat(node.root("GET", "/api/patchbay/connectors/gone/references").message())
                .isEqualTo("Saved object [action/gone] not found");
        String narrow =
                node.userWith(
                        "narrow", "{\"kibana\":[{\"base\":[\"read\"],\"spaces\":[\"default\"]}]}");
        Reply seen = node.client.call(narrow, "GET", references, "");
        assertThat(seen.json().path("total").intValue()).isEqualTo(2);
        assertThat(seen.json().path("references").size()).isEqualTo(1);

        Reply list = node.root("GET", "/api/actions/connectors");
        list.json()
                .forEach(item ->
                        assertThat(item.path("referenced_by_count").intValue())
                                .isEqualTo(item.path("id").stringValue("").equals("used") ? 2 : 0));
        Reply deleted = node.root("DELETE", ONE + "/used");
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        assertThat(deleted.headers().firstValue("x-patchbay-references")).contains("2");
        assertThat(node.root("DELETE", ONE + "/used").message())
                .isEqualTo("Saved object [action/used] not found");
        node.root("POST", ONE + "/unused", BODY);
        assertThat(
                        node.root("DELETE", ONE + "/unused")
                                .headers()
                                .firstValue("x-patchbay-references"))
                .contains("0");
    }

    @Test
    void aSpaceTakesItsConnectorsAlong() {
        node.space("brief");
        String path = "/s/brief" + ONE + "/held";
        TestNode.must(200, node.root("POST", path, BODY));
        TestNode.must(204, node.root("DELETE", "/api/spaces/space/brief"));
        assertThat(node.root("GET", path).message())
                .isEqualTo("Saved object [action/held] not found");
        assertThat(node.root("POST", path, BODY).body())
                .isEqualTo(
                        "{\"statusCode\":404,\"error\":\"Not Found\",\"message\":\"Saved object"
                                + " [space/brief] not found\"}");
        assertThat(node.root("GET", "/s/brief/api/actions/connectors").json())
                .isEqualTo(Json.array());
        node.space("brief");
        assertThat(node.root("GET", path).status()).isEqualTo(404);
        assertThat(node.root("POST", "/s/other" + ONE + "/held", BODY).status()).isEqualTo(200);
    }

    @Test
    void opensAConnectorOnceUntilItChanges() {
        node.root("POST", ONE + "/opened", BODY);
        LoadedConnector first = node.loader.load("default", "opened").orElseThrow();
        assertThat(node.loader.load("default", "opened").orElseThrow()).isSameAs(first);
        assertThat(first.toString() + first.secrets()).doesNotContain("canary-secret");
        assertThat(node.loader.load("other", "opened")).isEmpty();
        node.root("DELETE", ONE + "/opened");
        assertThat(node.loader.load("default", "opened")).isEmpty();
        node.root("POST", "/s/other" + ONE + "/opened", BODY.replace("canary-secret", "second"));
        assertThat(node.loader.load("default", "opened")).isEmpty();
        LoadedConnector second = node.loader.load("other", "opened").orElseThrow();
        assertThat(((ConnectorVault.Opened.Secrets) second.secrets()).value())
                .isEqualTo(Json.read("{\"encrypted\":\"second\"}"));
    }
}
