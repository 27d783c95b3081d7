package dev.patchbay.server.savedobjects;

import static dev.patchbay.server.savedobjects.ImportIT.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.server.TestClient.Reply;
import dev.patchbay.server.TestNode;
import dev.patchbay.server.TestStorage;
import dev.patchbay.server.TestStorage.Kind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.List;

/** {@code POST /api/saved_objects/_resolve_import_errors}. */
class ResolveTest {

    private static final String RESOLVE = "/api/saved_objects/_resolve_import_errors";

    private TestStorage storage;
    private TestNode node;

    @BeforeEach
    void start() {
        storage = new TestStorage(Kind.SQLITE);
        node = new TestNode(storage, new TestNode.Setup());
        TestNode.must(200, Form.importing(node, "/api/saved_objects/_import", line("one")));
    }

    @AfterEach
    void stop() {
        node.close();
        storage.close();
    }

    private Reply resolve(String query, String retries, String... lines) {
        return new Form()
                .field("retries", retries)
                .file("export.ndjson", String.join("\n", lines))
                .send(node, TestNode.ROOT, RESOLVE + query);
    }

    private List<String> ids() {
        return node.root("GET", "/api/actions/connectors")
                .json()
                .valueStream()
                .map(each -> each.path("id").stringValue())
                .toList();
    }

    @Test
    void onlyWhatIsNamedIsImported() {
        JsonNode answer =
                resolve(
                                "",
                                "[{\"type\":\"action\",\"id\":\"one\",\"overwrite\":true}]",
                                line("one").replace("My Slack", "New"),
                                line("two"))
                        .json();
        assertThat(answer.path("successCount").intValue()).isOne();
        assertThat(answer.at("/successResults/0/overwrite").booleanValue()).isTrue();
        assertThat(ids()).containsExactly("one");
    }

    @Test
    void aDestinationIsReplacedOrMade() {
        JsonNode replaced =
                resolve(
                                "",
                                "[{\"type\":\"action\",\"id\":\"two\",\"overwrite\":true,\"destinationId\":\"one\"}]",
                                line("two"))
                        .json();
        assertThat(replaced.at("/successResults/0/destinationId").stringValue()).isEqualTo("one");
        assertThat(ids()).containsExactly("one");
        JsonNode made =
                resolve(
                                "",
                                "[{\"type\":\"action\",\"id\":\"two\",\"destinationId\":\"three\"}]",
                                line("two"))
                        .json();
        assertThat(made.path("success").booleanValue()).isTrue();
        assertThat(ids()).containsExactlyInAnyOrder("one", "three");
        JsonNode taken =
                resolve(
                                "",
                                "[{\"type\":\"action\",\"id\":\"two\",\"destinationId\":\"three\"}]",
                                line("two"))
                        .json();
        assertThat(taken.at("/errors/0/error"))
                .isEqualTo(Json.read("{\"type\":\"conflict\",\"destinationId\":\"three\"}"));
    }

    @Test
    void aCopyOfOneOrOfAll() {
        resolve("", "[{\"type\":\"action\",\"id\":\"one\",\"createNewCopy\":true}]", line("one"));
        assertThat(ids()).hasSize(2);
        resolve("?createNewCopies=true", "[{\"type\":\"action\",\"id\":\"one\"}]", line("one"));
        assertThat(ids()).hasSize(3);
    }

    @Test
    void retriesThatAreNone() {
        assertThat(resolve("", "[{\"type\":\"action\"}]", line("one")).message())
                .isEqualTo(
                        "[request body.retries.0.id]: expected value of type [string] but got"
                                + " [undefined]");
        assertThat(resolve("", "no", line("one")).message())
                .isEqualTo("[request body.retries]: could not parse array value");
        assertThat(resolve("?overwrite=true", "[]", line("one")).message())
                .isEqualTo("[request query.overwrite]: definition for this key is missing");
    }
}
