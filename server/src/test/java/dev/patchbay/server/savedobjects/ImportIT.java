package dev.patchbay.server.savedobjects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.connector.ConnectorReferences;
import dev.patchbay.engine.connector.ConnectorVault.Opened;
import dev.patchbay.engine.connector.PreconfiguredConnectors;
import dev.patchbay.engine.store.Tx;
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

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code POST /api/saved_objects/_import} (contract/actions-api.md, section 13.2). */
@ParameterizedClass
@EnumSource(Kind.class)
class ImportIT {

    private static final String IMPORT = "/api/saved_objects/_import";
    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f-]{16}";

    @Parameter Kind kind;

    private TestStorage storage;
    private TestNode node;

    /** Connectors that were replaced, with their spaces. */
    private final List<String> replaced = new CopyOnWriteArrayList<>();

    /** Notes what is replaced. */
    private final class Noted implements ConnectorReferences {
        @Override
        public void changing(Tx tx, String spaceId, String connectorId) {
            replaced.add(spaceId + " " + connectorId);
        }
    }

    @BeforeEach
    void start() {
        storage = new TestStorage(kind);
        TestNode.Setup setup = new TestNode.Setup();
        setup.preconfigured =
                Stream.of("x", "y")
                        .map(id ->
                                new PreconfiguredConnectors.Entry(
                                        id,
                                        "Slack#xyz",
                                        "test.free",
                                        Json.object(),
                                        Json.object(),
                                        false))
                        .toList();
        setup.savedObjects = new SavedObjectsSettings(50, 100_000);
        setup.references = new Noted();
        node = new TestNode(storage, setup);
        node.space("other");
    }

    @AfterEach
    void stop() {
        node.close();
        storage.close();
    }

    static String line(String id) {
        return line(id, true);
    }

    static String line(String id, boolean missing) {
        return "{\"attributes\":{\"actionTypeId\":\"test.index-record\",\"config\":{\"unencrypted\":\"plain\"},\"isMissingSecrets\":"
                + missing
                + ",\"name\":\"My"
                + " Slack\",\"secrets\":{}},\"coreMigrationVersion\":\"8.8.0\",\"id\":\""
                + id
                + "\",\"managed\":false,\"references\":[],\"type\":\"action\",\"typeMigrationVersion\":\"10.1.0\"}";
    }

    private Reply importing(String path, String... lines) {
        return Form.importing(node, path, String.join("\n", lines));
    }

    private List<String> ids(String prefix) {
        return node.root("GET", prefix + "/api/actions/connectors")
                .json()
                .valueStream()
                .filter(each -> !each.path("is_preconfigured").booleanValue())
                .map(each -> each.path("id").stringValue())
                .toList();
    }

    private List<String> warnings(JsonNode answer) {
        return answer.path("warnings")
                .valueStream()
                .map(each -> each.path("message").stringValue())
                .toList();
    }

    @Test
    void theAnswerIsKibanas() {
        Reply reply = TestNode.must(200, importing(IMPORT, line("one")));
        assertThat(reply.json())
                .isEqualTo(
                        Json.read(
                                """
                                {"successCount":1,"success":true,
                                 "warnings":[{"type":"action_required","message":"1 connector has sensitive information that require updates.","actionPath":"/app/management/insightsAndAlerting/triggersActionsConnectors","buttonLabel":"Go to connectors"}],
                                 "successResults":[{"type":"action","id":"one","meta":{"title":"Connector: [My Slack]"},"managed":false}]}
                                """));
        JsonNode one = node.root("GET", "/api/actions/connector/one").json();
        assertThat(one.path("is_missing_secrets").booleanValue()).isTrue();
        assertThat(one.path("config")).isEqualTo(Json.read("{\"unencrypted\":\"plain\"}"));
        assertThat(one.path("connector_type_id").stringValue()).isEqualTo("test.index-record");
    }

    @Test
    void severalWaitForTheirSecrets() {
        JsonNode answer = importing(IMPORT, line("one"), line("two"), line("three", false)).json();
        assertThat(warnings(answer))
                .containsExactly("2 connectors have sensitive information that require updates.");
        assertThat(importing(IMPORT, line("four", false)).json().path("warnings")).isEmpty();
    }

    @Test
    void theLastLineOfAnExportAndEmptyLinesAreNoObjects() {
        String export = "\ufeff" + line("one") + "\r\n\r\n" + "{\"exportedCount\":1}\r\n";
        assertThat(importing(IMPORT, export).json().path("successCount").intValue()).isOne();
        assertThat(importing(IMPORT, "").json())
                .isEqualTo(Json.read("{\"successCount\":0,\"success\":true,\"warnings\":[]}"));
    }

    @Test
    void whatGoesOutComesIn() {
        TestNode.must(200, importing(IMPORT, line("one"), line("two")));
        String file =
                node.root("POST", "/api/saved_objects/_export", "{\"type\":\"action\"}").body();
        TestNode.must(204, node.root("DELETE", "/api/actions/connector/one"));
        TestNode.must(204, node.root("DELETE", "/api/actions/connector/two"));
        assertThat(importing(IMPORT, file).json().path("successCount").intValue()).isEqualTo(2);
        assertThat(ids("")).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void anIdThatIsTakenIsAConflictAndNothingIsStored() {
        TestNode.must(200, importing(IMPORT, line("one")));
        JsonNode answer = importing(IMPORT, line("two"), line("one")).json();
        assertThat(answer)
                .isEqualTo(
                        Json.read(
                                """
                                {"successCount":1,"success":false,"warnings":[],
                                 "errors":[{"type":"action","id":"one","meta":{"title":"Connector: [My Slack]"},"error":{"type":"conflict"}}],
                                 "successResults":[{"type":"action","id":"two","meta":{"title":"Connector: [My Slack]"},"managed":false}]}
                                """));
        assertThat(ids("")).containsExactly("one");
    }

    @Test
    void overwriteReplaces() {
        TestNode.must(200, importing(IMPORT, line("one")));
        assertThat(replaced).isEmpty();
        String renamed = line("one").replace("My Slack", "Renamed");
        JsonNode answer = importing(IMPORT + "?overwrite=true", renamed).json();
        assertThat(answer.path("success").booleanValue()).isTrue();
        assertThat(answer.at("/successResults/0/overwrite").booleanValue()).isTrue();
        assertThat(node.root("GET", "/api/actions/connector/one").json().path("name").stringValue())
                .isEqualTo("Renamed");
        assertThat(replaced).as("its breaker closes with it").containsExactly("default one");
    }

    /** Ids are unique over all spaces. */
    @Test
    void anotherSpaceGetsAnotherIdAndRemembersTheFirst() {
        TestNode.must(200, importing(IMPORT, line("one")));
        JsonNode first = importing("/s/other" + IMPORT, line("one")).json();
        String copy = first.at("/successResults/0/destinationId").stringValue();
        assertThat(copy).matches(UUID);
        assertThat(ids("/s/other")).containsExactly(copy);

        JsonNode again = importing("/s/other" + IMPORT, line("one")).json();
        assertThat(again.at("/errors/0/error"))
                .isEqualTo(Json.read("{\"type\":\"conflict\",\"destinationId\":\"" + copy + "\"}"));

        String out =
                node.root("POST", "/s/other/api/saved_objects/_export", "{\"type\":\"action\"}")
                        .body();
        assertThat(out).contains("\"originId\":\"one\"");

        JsonNode replaced = importing("/s/other" + IMPORT + "?overwrite=true", line("one")).json();
        assertThat(replaced.at("/successResults/0/destinationId").stringValue()).isEqualTo(copy);
        assertThat(ids("/s/other")).containsExactly(copy);
        assertThat(ids("")).containsExactly("one");
    }

    @Test
    void severalFromOneOriginAreAmbiguous() {
        String origin = ",\"originId\":\"far-away\",\"managed\"";
        TestNode.must(
                200,
                importing(
                        IMPORT,
                        line("one").replace(",\"managed\"", origin),
                        line("two").replace(",\"managed\"", origin)));
        JsonNode error = importing(IMPORT, line("far-away")).json().at("/errors/0/error");
        assertThat(error.path("type").stringValue()).isEqualTo("ambiguous_conflict");
        assertThat(error.path("destinations").valueStream().map(d -> d.path("id").stringValue()))
                .containsExactly("one", "two");
        assertThat(error.at("/destinations/0/title").stringValue())
                .isEqualTo("Connector: [My Slack]");
    }

    @Test
    void newCopiesHaveNewIds() {
        TestNode.must(200, importing(IMPORT, line("one")));
        JsonNode answer = importing(IMPORT + "?createNewCopies=true", line("one")).json();
        JsonNode result = answer.at("/successResults/0");
        assertThat(result.path("destinationId").stringValue()).matches(UUID);
        assertThat(result.path("createNewCopy").booleanValue()).isTrue();
        assertThat(ids("")).hasSize(2).contains("one");
        // A regenerated id is exempt from the rule.
        JsonNode odd = importing(IMPORT + "?createNewCopies=true", line("My Id")).json();
        assertThat(warnings(odd)).hasSize(1);
        assertThat(ids("")).hasSize(3);
    }

    @Test
    void modesThatExcludeEachOther() {
        assertThat(importing(IMPORT + "?createNewCopies=true&overwrite=true", line("a")).message())
                .isEqualTo("[request query]: cannot use [overwrite] with [createNewCopies]");
        assertThat(
                        importing(
                                        IMPORT + "?createNewCopies=true&compatibilityMode=true",
                                        line("a"))
                                .message())
                .isEqualTo(
                        "[request query]: cannot use [createNewCopies] with [compatibilityMode]");
        assertThat(importing(IMPORT + "?overwrite=maybe", line("a")).message())
                .isEqualTo(
                        "[request query.overwrite]: expected value of type [boolean] but got"
                                + " [string]");
        TestNode.must(200, importing(IMPORT + "?compatibilityMode=true", line("a")));
    }

    @Test
    void otherTypesAreNamedAndConnectorsComeIn() {
        String dashboard =
                "{\"type\":\"dashboard\",\"id\":\"d\",\"attributes\":{\"title\":\"Sales\"}}";
        JsonNode answer = importing(IMPORT, dashboard, line("one", false)).json();
        assertThat(answer.path("success").booleanValue()).isFalse();
        assertThat(answer.path("errors"))
                .isEqualTo(
                        Json.read(
                                "[{\"type\":\"dashboard\",\"id\":\"d\",\"meta\":{\"title\":\"Sales\"},\"error\":{\"type\":\"unsupported_type\"}}]"));
        assertThat(ids("")).containsExactly("one");
    }

    @Test
    void preconfiguredOnesSurvive() {
        JsonNode answer = importing(IMPORT, line("x"), line("one")).json();
        assertThat(answer.path("success").booleanValue()).isTrue();
        assertThat(warnings(answer))
                .containsExactly(
                        "1 connector has sensitive information that require updates.",
                        "Connector with ID [x] conflicts with a preconfigured connector and was"
                                + " removed. The preconfigured connector will be used instead.");
        assertThat(ids("")).containsExactly("one");
        JsonNode two = importing(IMPORT + "?overwrite=true", line("x"), line("y")).json();
        assertThat(warnings(two))
                .containsExactly(
                        "Connectors with IDs [x, y] conflict with  preconfigured connectors and"
                            + " were removed. The preconfigured connectors will be used instead.");
        assertThat(two.at("/warnings/0/type").stringValue()).isEqualTo("action_required");
    }

    @Test
    void idsOfAllShapes() {
        String upper = "4AC8E9B0-6F2B-4D0C-9A57-0D8A7A3B4B11";
        JsonNode answer =
                importing(IMPORT, line("My Id", false), line(upper, false), line("-", false))
                        .json();
        assertThat(warnings(answer))
                .containsExactly(
                        "Connector with ID [My Id] has an invalid ID and was removed. Connector IDs"
                            + " must contain only lowercase letters, numbers, and hyphens and be 36"
                            + " characters or less.");
        assertThat(ids("")).containsExactlyInAnyOrder(upper, "-");
        JsonNode more =
                importing(
                                IMPORT,
                                line("ünï", false),
                                line("a".repeat(37), false),
                                line("../../etc", false),
                                line("a\\\"b", false))
                        .json();
        assertThat(warnings(more))
                .singleElement()
                .asString()
                .startsWith("Connectors with IDs [ünï, aaaa")
                .endsWith(
                        "] have invalid IDs and were removed. Connector IDs must contain only"
                                + " lowercase letters, numbers, and hyphens and be 36 characters or"
                                + " less.");
        JsonNode zero = importing(IMPORT, line("a\\u0000b", false), line("c", false)).json();
        assertThat(zero.at("/errors/0/error/message").stringValue())
                .isEqualTo("it holds U+0000 or half of a surrogate pair");
        assertThat(ids("")).containsExactlyInAnyOrder(upper, "-");
    }

    @Test
    void aTruncatedFileNamesItsLastLineAndStoresNothing() {
        String whole = line("one") + "\n" + line("two");
        Reply reply = importing(IMPORT, whole.substring(0, whole.length() - 40));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json())
                .isEqualTo(
                        Json.read(
                                """
                                {"statusCode":400,"error":"Bad Request",
                                 "message":"The file cannot be read, nothing was imported: line 2 is not JSON",
                                 "attributes":{"lines":[{"line":2,"error":"is not JSON"}]}}
                                """));
        assertThat(ids("")).isEmpty();
    }

    @Test
    void everyBadLineIsNamed() {
        Reply reply =
                importing(
                        IMPORT,
                        "[]",
                        line("one"),
                        "{\"id\":\"x\"}",
                        "{\"type\":\"action\"}",
                        "no",
                        "{\"type\":\"action\",\"id\":7}",
                        "{\"type\":\"action\",\"id\":\"\"}");
        assertThat(reply.message())
                .isEqualTo(
                        "The file cannot be read, nothing was imported: line 1 is not an object,"
                            + " line 3 has no type, line 4 has no id, line 5 is not JSON, line 6"
                            + " has no id, and more");
        assertThat(reply.json().at("/attributes/lines")).hasSize(6);
        assertThat(ids("")).isEmpty();
    }

    @Test
    void connectorsThatCannotBeStoredAreNamedByTheirLine() {
        String noName = line("two").replace("\"name\":\"My Slack\",", "");
        String listed = line("three").replace("{\"unencrypted\":\"plain\"}", "[1]");
        String personal =
                line("four").replace("\"secrets\"", "\"authMode\":\"personal\",\"secrets\"");
        JsonNode answer = importing(IMPORT, line("one"), noName, listed, personal).json();
        assertThat(answer.path("success").booleanValue()).isFalse();
        assertThat(answer.path("errors").valueStream().map(e -> e.at("/error/message")))
                .map(JsonNode::stringValue)
                .containsExactly(
                        "line 2: attributes.name is not a string",
                        "line 3: attributes.config is not an object",
                        "line 4: attributes.authMode is not \"shared\"");
        assertThat(answer.at("/errors/0/error/type").stringValue()).isEqualTo("unknown");
        assertThat(ids("")).isEmpty();
    }

    /** The one connector of a system type is made by the server. */
    @Test
    void aSystemTypeIsNotImported() {
        String system = line("one").replace("test.index-record", "test.system-action");
        assertThat(importing(IMPORT, system).json().at("/errors/0/error/message").stringValue())
                .isEqualTo("System action creation is forbidden. Action type: test.system-action.");
    }

    @Test
    void whatANewerVersionAddsIsLeftOut() {
        String newer =
                line("one", false)
                        .replace("10.1.0", "99.7.0")
                        .replace("8.8.0", "12.0.0")
                        .replace(
                                "\"name\"",
                                "\"apiKey\":null,\"uiamApiKey\":null,\"new\":1,\"name\"");
        TestNode.must(200, importing(IMPORT, newer));
        assertThat(ids("")).containsExactly("one");
    }

    /** Config is not validated before the connector runs, the type need not even be there. */
    @Test
    void theTypeDoesNotLookAtIt() {
        String gone = line("one").replace("test.index-record", "test.gone");
        String wrong = line("two").replace("{\"unencrypted\":\"plain\"}", "{\"wrong\":1}");
        TestNode.must(200, importing(IMPORT, gone, wrong));
        assertThat(ids("")).hasSize(2);
    }

    /** Secrets of a plain file are not taken. */
    @Test
    void secretsOfThePlainFileAreNotStored() {
        String with = line("one").replace("\"secrets\":{}", "\"secrets\":{\"encrypted\":\"x\"}");
        TestNode.must(200, importing(IMPORT, with));
        assertThat(node.vault.open(node.database.connectors().find("default", "one").orElseThrow()))
                .isEqualTo(new Opened.Secrets(Json.object(), true));
    }

    @Test
    void theSameObjectTwiceIsRefused() {
        assertThat(importing(IMPORT, line("one"), line("one")).message())
                .isEqualTo("Non-unique import objects detected: [action:one]");
    }

    @Test
    void hugeFilesAreRefused() {
        String many =
                Stream.iterate(0, i -> i + 1)
                        .limit(51)
                        .map(i -> line("c-" + i))
                        .collect(Collectors.joining("\n"));
        Reply count = importing(IMPORT, many);
        assertThat(count.status()).isEqualTo(400);
        assertThat(count.message())
                .isEqualTo(
                        "Can't import more than 50 objects. If your server has enough memory, this"
                                + " limit can be increased by adjusting the"
                                + " \"savedObjects.maxImportExportSize\" setting.");
        Reply bytes = importing(IMPORT, "x".repeat(100_001));
        assertThat(bytes.status()).isEqualTo(413);
        assertThat(bytes.message())
                .isEqualTo("Payload content length greater than maximum allowed: 100000");
        assertThat(ids("")).isEmpty();
    }

    @Test
    void formsThatAreNone() {
        assertThat(node.root("POST", IMPORT, line("one")).status()).isEqualTo(415);
        assertThat(new Form().file("a.txt", line("a")).send(node, TestNode.ROOT, IMPORT).message())
                .isEqualTo("Invalid file extension .txt");
        assertThat(new Form().field("x", "y").send(node, TestNode.ROOT, IMPORT).message())
                .isEqualTo(
                        "[request body.file]: expected value of type [Stream] but got"
                                + " [undefined]");
        byte[] latin = {'"', (byte) 0xe4, '"'};
        assertThat(new Form().file("a.ndjson", latin).send(node, TestNode.ROOT, IMPORT).message())
                .isEqualTo("The file is not UTF-8, nothing was imported");
        Reply cut =
                node.client.call(
                        TestNode.ROOT,
                        "POST",
                        IMPORT,
                        "--b\r\nContent-Disposition: form-data; name=\"file\"",
                        "Content-Type",
                        "multipart/form-data; boundary=b");
        assertThat(cut.status()).isEqualTo(400);
        assertThat(cut.message()).isEqualTo("Invalid multipart payload format");
    }

    @Test
    void rightsThenTheSpace() {
        String role = "{\"kibana\":[{\"feature\":{\"%s\":[\"%s\"]},\"spaces\":[\"default\"]}]}";
        String reader = node.userWith("reader", role.formatted("actions", "read"));
        String manager = node.userWith("manager", role.formatted("savedObjectsManagement", "all"));
        Form file = new Form().file("a.ndjson", line("one"));
        Reply refused = file.send(node, reader, IMPORT);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.message()).isEqualTo("Unable to bulk_create action");
        TestNode.must(200, new Form().file("a.ndjson", line("two")).send(node, manager, IMPORT));
        Reply lost = importing("/s/lost" + IMPORT, line("three"));
        assertThat(lost.status()).isEqualTo(404);
        assertThat(lost.message()).isEqualTo("Saved object [space/lost] not found");
    }

    /** All or nothing: who comes second gets a conflict, whole. */
    @Test
    void importsAtTheSameTimeDoNotMix() throws Exception {
        String file =
                Stream.iterate(0, i -> i + 1)
                        .limit(40)
                        .map(i -> line("c-" + i))
                        .collect(Collectors.joining("\n"));
        Callable<Reply> one = () -> Form.importing(node, IMPORT, file);
        List<Reply> replies;
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            replies =
                    callers.invokeAll(Collections.nCopies(6, one)).stream()
                            .map(Future::resultNow)
                            .toList();
        }
        assertThat(replies)
                .filteredOn(reply -> reply.json().path("success").booleanValue(false))
                .hasSize(1);
        assertThat(replies)
                .filteredOn(reply -> !reply.json().path("success").booleanValue(false))
                .allSatisfy(reply -> assertThat(reply.body()).contains("\"conflict\""));
        assertThat(ids("")).hasSize(40);
    }

    @Test
    void theAuditLogKnowsOfEachConnectorBeforeItIsWritten() {
        node.audit.clear();
        TestNode.must(200, importing(IMPORT, line("one"), line("two")));
        assertThat(node.audit)
                .filteredOn(event -> event.action().equals("connector_create"))
                .extracting(event -> event.outcome() + " " + event.message())
                .containsExactly(
                        "unknown User is creating connector [id=one]",
                        "unknown User is creating connector [id=two]");
    }
}
