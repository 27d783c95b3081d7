package dev.patchbay.server.savedobjects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.connector.StoredConnector;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.TestClient.Reply;
import dev.patchbay.server.TestNode;
import dev.patchbay.server.TestStorage;
import dev.patchbay.server.TestStorage.Kind;
import dev.patchbay.server.settings.SavedObjectsSettings;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.List;

/** {@code POST /api/saved_objects/_export} (contract/actions-api.md, section 13.1). */
@ParameterizedClass
@EnumSource(Kind.class)
class ExportIT {

    private static final String EXPORT = "/api/saved_objects/_export";

    @Parameter Kind kind;

    private TestStorage storage;
    private TestNode node;

    @BeforeEach
    void start() {
        storage = new TestStorage(kind);
        TestNode.Setup setup = new TestNode.Setup();
        setup.savedObjects = new SavedObjectsSettings(3, 100_000);
        node = new TestNode(storage, setup);
    }

    @AfterEach
    void stop() {
        node.close();
        storage.close();
    }

    private void connector(String id, String type, String config, String secrets) {
        TestNode.must(
                200,
                node.root(
                        "POST",
                        "/api/actions/connector/" + id,
                        "{\"name\":\"My Slack\",\"connector_type_id\":\""
                                + type
                                + "\",\"config\":"
                                + config
                                + ",\"secrets\":"
                                + secrets
                                + "}"));
    }

    private void indexRecord(String id) {
        connector(
                id,
                "test.index-record",
                "{\"unencrypted\":\"plain\"}",
                "{\"encrypted\":\"canary-secret\"}");
    }

    private Reply export(String body) {
        return node.root("POST", EXPORT, body);
    }

    private static List<JsonNode> lines(Reply reply) {
        return reply.body().lines().map(Json::read).toList();
    }

    @Test
    void aLineForEachConnectorAndOneThatCounts() {
        indexRecord("one");
        Reply reply = TestNode.must(200, export("{\"type\":[\"action\"]}"));
        assertThat(reply.headers().firstValue("content-type")).contains("application/ndjson");
        assertThat(reply.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"export.ndjson\"");
        assertThat(reply.body()).doesNotContain("canary-secret").doesNotEndWith("\n");
        List<String> lines = reply.body().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst().replaceAll("20\\d\\d-[^\"]*Z", "TIME"))
                .isEqualTo(
                        "{\"attributes\":{\"actionTypeId\":\"test.index-record\",\"config\":{\"unencrypted\":\"plain\"},\"isMissingSecrets\":true,\"name\":\"My"
                            + " Slack\",\"secrets\":{}},\"coreMigrationVersion\":\"8.8.0\",\"created_at\":\"TIME\",\"id\":\"one\",\"managed\":false,\"references\":[],\"type\":\"action\",\"typeMigrationVersion\":\"10.1.0\",\"updated_at\":\"TIME\",\"version\":\"WzEsMV0=\"}");
        assertThat(lines.getLast())
                .isEqualTo(
                        "{\"excludedObjects\":[],\"excludedObjectsCount\":0,\"exportedCount\":1,\"missingRefCount\":0,\"missingReferences\":[]}");
    }

    /** What the type says of no secrets at all, then {@code hasAuth}. */
    @Test
    void missingSecretsFollowTheTypeAndItsConfig() {
        indexRecord("needs");
        connector("with", "test.free", "{\"hasAuth\":true}", "{\"a\":\"canary-secret\"}");
        connector("without", "test.free", "{\"hasAuth\":\"yes\"}", "{}");
        List<JsonNode> lines = lines(export("{\"type\":\"action\"}"));
        assertThat(lines.stream().limit(3).map(line -> line.at("/attributes/isMissingSecrets")))
                .map(JsonNode::booleanValue)
                .containsExactly(true, true, false);
        assertThat(lines.toString()).doesNotContain("canary-secret");
    }

    /** Kibana refuses the whole export. */
    @Test
    void aConnectorOfATypeThatIsGoneIsExportedAsWithoutItsSecrets() {
        Instant now = Instant.EPOCH;
        node.database
                .work()
                .write(tx ->
                        node.database
                                .connectors()
                                .insert(
                                        tx,
                                        new StoredConnector(
                                                "old",
                                                "default",
                                                "test.gone",
                                                "Old",
                                                "{}",
                                                new byte[] {1},
                                                false,
                                                1,
                                                now,
                                                now)));
        JsonNode line = lines(export("{\"type\":\"action\"}")).getFirst();
        assertThat(line.at("/attributes/actionTypeId").stringValue()).isEqualTo("test.gone");
        assertThat(line.at("/attributes/isMissingSecrets").booleanValue()).isTrue();
    }

    @Test
    void someByTheirIds() {
        indexRecord("one");
        indexRecord("two");
        Reply reply =
                export(
                        "{\"objects\":[{\"type\":\"action\",\"id\":\"two\"}],\"includeNamespaces\":true,\"excludeExportDetails\":true}");
        assertThat(lines(reply)).hasSize(1);
        assertThat(lines(reply).getFirst().path("id").stringValue()).isEqualTo("two");
        assertThat(lines(reply).getFirst().path("namespaces"))
                .isEqualTo(Json.read("[\"default\"]"));
    }

    @Test
    void unknownOnesAreNamed() {
        indexRecord("one");
        Reply reply =
                export(
                        "{\"objects\":[{\"type\":\"action\",\"id\":\"one\"},{\"type\":\"action\",\"id\":\"nope\"}]}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json())
                .isEqualTo(
                        Json.read(
                                """
                                {"statusCode":400,"error":"Bad Request",
                                 "message":"Error fetching objects to export",
                                 "attributes":{"objects":[{"id":"nope","type":"action","error":
                                  {"statusCode":404,"error":"Not Found",
                                   "message":"Saved object [action/nope] not found"}}]}}
                                """));
    }

    @Test
    void wordsOfTheNameAreSearched() {
        indexRecord("one");
        assertThat(lines(export("{\"type\":\"action\",\"search\":\"slack*\"}"))).hasSize(2);
        assertThat(lines(export("{\"type\":\"*\",\"search\":\"my other\"}"))).hasSize(1);
    }

    @Test
    void bodiesThatMakeNoSense() {
        assertThat(export("{}").message()).isEqualTo("Either `type` or `objects` are required.");
        assertThat(
                        export(
                                        "{\"type\":\"action\",\"objects\":[{\"type\":\"action\",\"id\":\"a\"}]}")
                                .message())
                .isEqualTo(
                        "Can't specify both \"types\" and \"objects\" properties when exporting");
        assertThat(
                        export(
                                        "{\"search\":\"x\",\"objects\":[{\"type\":\"action\",\"id\":\"a\"}]}")
                                .message())
                .isEqualTo(
                        "Can't specify both \"search\" and \"objects\" properties when exporting");
        assertThat(export("{\"type\":[\"dashboard\"]}").message())
                .isEqualTo("Trying to export non-exportable type(s): dashboard");
        assertThat(export("{\"type\":\"action\",\"includeReferencesDeep\":1}").message())
                .isEqualTo(
                        "[request body.includeReferencesDeep]: expected value of type [boolean]"
                                + " but got [number]");
    }

    @Test
    void moreThanTheLimitIsRefused() {
        for (String id : List.of("a", "b", "c", "d")) {
            indexRecord(id);
        }
        Reply reply = export("{\"type\":\"action\"}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.message())
                .isEqualTo(
                        "Can't export more than 3 objects. If your server has enough memory, this"
                                + " limit can be increased by adjusting the"
                                + " \"savedObjects.maxImportExportSize\" setting.");
    }

    @Test
    void aSpaceExportsItsOwn() {
        node.space("other");
        indexRecord("one");
        Reply reply = node.root("POST", "/s/other" + EXPORT, "{\"type\":\"action\"}");
        assertThat(lines(reply)).hasSize(1);
        assertThat(lines(reply).getFirst().path("exportedCount").intValue()).isZero();
    }

    @Test
    void readersOfConnectorsOrOfSavedObjectsMay() {
        indexRecord("one");
        String role = "{\"kibana\":[{\"feature\":{\"%s\":[\"%s\"]},\"spaces\":[\"default\"]}]}";
        String reader = node.userWith("reader", role.formatted("actions", "read"));
        String manager = node.userWith("manager", role.formatted("savedObjectsManagement", "read"));
        String stranger = node.userWith("stranger", role.formatted("discover", "all"));
        for (String user : List.of(reader, manager)) {
            TestNode.must(200, node.client.call(user, "POST", EXPORT, "{\"type\":\"action\"}"));
        }
        node.audit.clear();
        Reply refused = node.client.call(stranger, "POST", EXPORT, "{\"type\":\"action\"}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.message()).isEqualTo("Unable to find action");
        assertThat(node.audit.getLast().message())
                .isEqualTo("Failed attempt to access a connector");
    }
}
