package dev.patchbay.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.connectors.BuiltInTypes;
import dev.patchbay.net.ClusterSettings;
import dev.patchbay.net.Network;
import dev.patchbay.net.NetworkSettings;
import dev.patchbay.sdk.connector.ConnectorIdentity;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.elasticsearch.ElasticsearchTransport;
import dev.patchbay.sdk.http.Cancellation;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.http.HttpResult;
import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.secret.SecretValues;
import dev.patchbay.sdk.transport.AttemptScope;
import dev.patchbay.sdk.transport.AttemptTransports;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * {@code .index} against a real node, whose URL {@code -Dpatchbay.opensearch.url} names: one on the
 * loopback address without security, Elasticsearch or OpenSearch.
 */
@EnabledIfSystemProperty(named = "patchbay.opensearch.url", matches = "http.*")
class OpenSearchTest {

    private static final ConnectorIdentity CONNECTOR =
            new ConnectorIdentity("c1", "mine", ".index", "default");
    private static final String JSON = "application/json";

    private static Network network;
    private final String index = "patchbay-" + UUID.randomUUID();

    @BeforeAll
    static void open() {
        network =
                new Network(
                        NetworkSettings.DEFAULT,
                        Optional.of(
                                new ClusterSettings(
                                        List.of(System.getProperty("patchbay.opensearch.url")),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Map.of(),
                                        Duration.ofSeconds(60),
                                        TlsOptions.DEFAULT,
                                        "Patchbay")),
                        new TokensInMemory(),
                        new FixedClock());
    }

    @AfterAll
    static void close() {
        network.close();
    }

    @Test
    void tenThousandDocumentsInOneBulk() {
        ArrayNode documents = Json.array();
        for (int i = 0; i < 10_000; i++) {
            documents.addObject().put("number", i).put("text", "document " + i);
        }
        Outcome outcome = run(true, documents);
        JsonNode data = ((Outcome.Ok) outcome).data().orElseThrow();
        assertThat(data.path("errors").asBoolean(true)).isFalse();
        assertThat(data.path("items").size()).isEqualTo(10_000);
        assertThat(count()).isEqualTo(10_000);
    }

    @Test
    void oneDocumentThatDoesNotFitLeavesTheOthers() {
        request("PUT", "/" + index, "{\"mappings\":{\"properties\":{\"a\":{\"type\":\"long\"}}}}");
        ArrayNode documents = Json.array();
        documents.addObject().put("a", 1);
        documents.addObject().put("a", "no number");
        documents.addObject().put("a", 2);
        Failed failed = (Failed) run(true, documents);
        assertThat(failed.message()).isEqualTo("error indexing documents");
        assertThat(failed.serviceMessage().orElseThrow())
                .startsWith("failed to parse field [a] of type [long]")
                .contains("(For input string: \"no number\")");
        assertThat(failed.reason()).isEqualTo(Reason.CLIENT_ERROR);
        assertThat(failed.effect()).isEqualTo(new Effect.Partial(Json.read("{\"indexed\":[0,2]}")));
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void aDataStreamIsATarget() {
        request(
                "PUT",
                "/_index_template/" + index,
                "{\"index_patterns\":[\"" + index + "*\"],\"data_stream\":{}}");
        ArrayNode documents = Json.array();
        documents.addObject().put("@timestamp", "2026-01-01T00:00:00.000Z").put("a", 1);
        assertThat(run(true, documents)).isInstanceOf(Outcome.Ok.class);
        assertThat(count()).isEqualTo(1);
        request("DELETE", "/_data_stream/" + index, "");
        request("DELETE", "/_index_template/" + index, "");
    }

    @Test
    void noDocumentsAreRefusedByTheCluster() {
        Failed failed = (Failed) run(false, Json.array());
        assertThat(failed.message()).isEqualTo("error indexing documents");
        assertThat(failed.serviceMessage().orElseThrow()).contains("request body is required");
        assertThat(failed.reason()).isEqualTo(Reason.CLIENT_ERROR);
    }

    @Test
    void aNameThatIsNoIndexIsRefusedByTheCluster() {
        Failed failed = (Failed) run("Upper Case/../x", false, one());
        assertThat(failed.serviceMessage().orElseThrow()).contains("Invalid index name");
        assertThat(failed.effect()).isEqualTo(Effect.NONE);
    }

    private static ArrayNode one() {
        ArrayNode documents = Json.array();
        documents.addObject().put("a", 1);
        return documents;
    }

    private Outcome run(boolean refresh, ArrayNode documents) {
        return run(index, refresh, documents);
    }

    private static Outcome run(String index, boolean refresh, ArrayNode documents) {
        ConnectorType type =
                new BuiltInTypes()
                        .types(new CaseContext(network.allowedHosts(), Map.of())).stream()
                                .filter(each -> each.id().equals(".index"))
                                .findFirst()
                                .orElseThrow();
        var operation = ((Operations.Single) type.operations()).operation();
        ObjectNode params = Json.object();
        params.set("documents", documents);
        SecretValues values = new SecretValues();
        try (AttemptTransports transports =
                network.open(new AttemptScope(CONNECTOR, values, Cancellation.never()))) {
            return operation
                    .function()
                    .attempt(
                            new Invocation(
                                    CONNECTOR,
                                    type.config()
                                            .parse(
                                                    Json.object()
                                                            .put("index", index)
                                                            .put("refresh", refresh))
                                            .get(),
                                    Json.object(),
                                    operation.params().parse(params).get(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    transports,
                                    values,
                                    new FixedClock(),
                                    LoggerFactory.getLogger("plugins.actions.index")));
        }
    }

    private int count() {
        return request("GET", "/" + index + "/_count", "").path("count").asInt();
    }

    private static JsonNode request(String method, String path, String body) {
        try (AttemptTransports transports =
                network.open(
                        new AttemptScope(CONNECTOR, new SecretValues(), Cancellation.never()))) {
            ElasticsearchTransport cluster = transports.elasticsearch();
            HttpResult result =
                    cluster.send(
                            method,
                            path,
                            JSON,
                            body.isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(body.getBytes(StandardCharsets.UTF_8)));
            assertThat(result).isInstanceOf(HttpReply.class);
            assertThat(((HttpReply) result).ok()).as(((HttpReply) result).text()).isTrue();
            return ((HttpReply) result).data();
        }
    }
}
