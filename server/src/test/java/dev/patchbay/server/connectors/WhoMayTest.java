package dev.patchbay.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.server.TestBed;
import dev.patchbay.server.TestClient.Reply;
import dev.patchbay.server.TestNode;
import dev.patchbay.server.TestStorage;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Contract actions-api, sections 1.2 and 4: Kibana's six users at each operation. */
class WhoMayTest {

    private static final String ONE = "/s/space1/api/actions/connector";
    private static final String LIST = "/s/space1/api/actions/connectors";
    private static final String INTERNAL = "/s/space1/internal/actions/connectors";
    private static final String HEADERS =
            "/s/space1/internal/stack_connectors/there/secret_headers";
    private static final String REFERENCES = "/s/space1/api/patchbay/connectors/there/references";
    private static final String BODY =
            """
            {"name":"n","connector_type_id":"test.index-record",
             "config":{"unencrypted":"x"},"secrets":{"encrypted":"y"}}
            """;
    private static final String UPDATE =
            "{\"name\":\"n\",\"config\":{\"unencrypted\":\"x\"},\"secrets\":{\"encrypted\":\"y\"}}";

    private static TestStorage storage;
    private static TestNode node;
    private static TestBed.Users users;

    @BeforeAll
    static void open() {
        storage = new TestStorage(TestStorage.Kind.SQLITE);
        TestNode.Setup setup = new TestNode.Setup();
        setup.preconfigured = TestBed.preconfigured();
        node = new TestNode(storage, setup);
        node.space("space1");
        node.space("space2");
        users = TestBed.users(node);
        TestNode.must(200, node.root("POST", ONE + "/there", BODY));
    }

    @AfterAll
    static void close() {
        node.close();
        storage.close();
    }

    private static Reply call(String user, String method, String path) {
        String body =
                switch (method) {
                    case "POST" -> BODY;
                    case "PUT" -> UPDATE;
                    default -> "";
                };
        return node.client.call(user, method, path, body);
    }

    private static void forbidden(String user, String method, String path, String message) {
        Reply reply = call(user, method, path);
        assertThat(reply.body())
                .as("%s %s", method, path)
                .isEqualTo(
                        "{\"statusCode\":403,\"error\":\"Forbidden\",\"message\":\""
                                + message.replace("\"", "\\\"")
                                + "\"}");
    }

    @Test
    void strangersMayNothing() {
        for (String user : List.of(users.none(), users.space2All(), users.alertsOnly())) {
            writesAreForbidden(user);
            for (String id : List.of("there", "absent", "my-slack1")) {
                forbidden(user, "GET", ONE + "/" + id, "Unauthorized to get actions");
            }
            for (String path : List.of(LIST, INTERNAL, HEADERS, REFERENCES)) {
                forbidden(user, "GET", path, "Unauthorized to get actions");
            }
        }
    }

    @Test
    void readersReadOnly() {
        writesAreForbidden(users.globalRead());
        for (String path : List.of(ONE + "/there", LIST, INTERNAL, REFERENCES)) {
            assertThat(call(users.globalRead(), "GET", path).status()).as(path).isEqualTo(200);
        }
        assertThat(call(users.globalRead(), "GET", HEADERS).status()).isEqualTo(400);
    }

    private static void writesAreForbidden(String user) {
        forbidden(user, "POST", ONE, "Unauthorized to create a \"test.index-record\" action");
        // A missing right comes before everything that the engine would say.
        for (String id : List.of("there", "absent", "my-slack1")) {
            forbidden(user, "PUT", ONE + "/" + id, "Unauthorized to update actions");
            forbidden(user, "DELETE", ONE + "/" + id, "Unauthorized to delete actions");
        }
    }

    @Test
    void ownersMayAllInTheirSpace() {
        for (String user : List.of(users.superuser(), users.space1All())) {
            TestNode.must(200, call(user, "POST", ONE + "/own"));
            TestNode.must(200, call(user, "PUT", ONE + "/own"));
            TestNode.must(200, call(user, "GET", ONE + "/own"));
            TestNode.must(200, call(user, "GET", LIST));
            TestNode.must(204, call(user, "DELETE", ONE + "/own"));
        }
        forbidden(
                users.space1All(),
                "POST",
                "/s/space2/api/actions/connector",
                "Unauthorized to create a \"test.index-record\" action");
    }

    @Test
    void theTypeOfTheRefusalIsTheOneThatWasSent() {
        Reply reply =
                node.client.call(
                        users.none(),
                        "POST",
                        ONE,
                        "{\"name\":\"n\",\"connector_type_id\":\"no \\\" such\"}");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.message()).isEqualTo("Unauthorized to create a \"no \" such\" action");
    }

    @Test
    void shapeComesBeforeRights() {
        assertThat(node.client.call(users.none(), "POST", ONE, "{}").message())
                .isEqualTo(
                        "[request body.name]: expected value of type [string] but got"
                                + " [undefined]");
        assertThat(node.client.call(users.none(), "POST", ONE + "/NO", BODY).message())
                .isEqualTo(
                        "[request params.id]: Connector ID must contain only lowercase letters,"
                                + " numbers, and hyphens.");
        assertThat(node.client.call(users.none(), "GET", LIST + "?x=1", "").message())
                .isEqualTo("[request query.x]: definition for this key is missing");
        assertThat(
                        node.client
                                .call(users.none(), "PUT", ONE + "/there", "{\"name\":\" \"}")
                                .message())
                .isEqualTo("[request body.name]: value '' is not valid");
    }

    @Test
    void unknownSpaceComesAfterRights() {
        String lost = "/s/lost/api/actions/connector";
        forbidden(
                users.space1All(),
                "POST",
                lost,
                "Unauthorized to create a \"test.index-record\" action");
        Reply reply = node.root("POST", lost, "{\"name\":\"n\",\"connector_type_id\":\"none\"}");
        assertThat(reply.body())
                .isEqualTo(
                        "{\"statusCode\":404,\"error\":\"Not Found\",\"message\":\"Saved object"
                                + " [space/lost] not found\"}");
        assertThat(node.root("GET", lost + "/x").message())
                .isEqualTo("Saved object [action/x] not found");
        assertThat(node.root("PUT", lost + "/x", UPDATE).message())
                .isEqualTo("Saved object [action/x] not found");
        assertThat(node.root("DELETE", lost + "/x").message())
                .isEqualTo("Saved object [action/x] not found");
        assertThat(node.root("GET", lost + "/my-slack1").status()).isEqualTo(200);
        forbidden(users.space1All(), "GET", lost + "/x", "Unauthorized to get actions");
    }

    @Test
    void typesAreForEveryoneWhoIsSomebody() {
        for (String path :
                List.of(
                        "/s/space1/api/actions/connector_types",
                        "/s/space1/internal/actions/connector_types")) {
            for (String user : List.of(users.none(), users.globalRead(), users.superuser())) {
                assertThat(call(user, "GET", path).status()).isEqualTo(200);
            }
            assertThat(call("", "GET", path).status()).isEqualTo(401);
        }
    }

    @Test
    void minimalPrivilegesAreEnough() {
        String reader =
                node.userWith(
                        "minimal",
                        "{\"kibana\":[{\"feature\":{\"actions\":[\"minimal_read\"]},\"spaces\":[\"space1\"]}]}");
        TestNode.must(200, call(reader, "GET", LIST));
        writesAreForbidden(reader);
        String writer =
                node.userWith(
                        "minimal_all",
                        "{\"kibana\":[{\"feature\":{\"actions\":[\"minimal_all\"]},\"spaces\":[\"space1\"]}]}");
        TestNode.must(200, call(writer, "POST", ONE + "/minimal"));
        TestNode.must(204, call(writer, "DELETE", ONE + "/minimal"));
    }
}
