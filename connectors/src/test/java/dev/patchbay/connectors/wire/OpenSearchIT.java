package dev.patchbay.connectors.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.testkit.OpenSearchJars;
import dev.patchbay.testkit.OpenSearchNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code .index} against a real OpenSearch node, which this test fetches, starts, stops and kills.
 * Skipped, with the reason, where Maven cannot fetch it.
 */
class OpenSearchIT {

    private static final int BULK = 10_000;

    private static final int LATE_KILLS = 5;

    /** Attempts at a node that starts, five a second. */
    private static final int MOST_ATTEMPTS = 900;

    @TempDir private static Path folder;
    private static OpenSearchNode node;
    private static ClusterRuns cluster;

    private final String index = "patchbay-" + UUID.randomUUID();

    @BeforeAll
    static void open() {
        switch (OpenSearchJars.find(folder)) {
            case OpenSearchJars.Missing(String why) -> abort("skipped: " + why);
            case OpenSearchJars.Found jars -> node = OpenSearchNode.start(jars, folder);
        }
        cluster = new ClusterRuns(node.url());
    }

    @AfterAll
    static void close() {
        if (cluster != null) {
            cluster.close();
        }
        if (node != null) {
            node.close();
        }
    }

    @Test
    void tenThousandDocumentsInOneBulk() {
        JsonNode data = ((Outcome.Ok) cluster.attempt(index, documents(0))).data().orElseThrow();
        assertThat(data.path("errors").asBoolean(true)).isFalse();
        assertThat(data.path("items").size()).isEqualTo(BULK);
        assertThat(count("")).isEqualTo(BULK);
    }

    @Test
    void oneDocumentThatDoesNotFitLeavesTheOthers() {
        mapNumbers("a");
        ArrayNode documents = Json.array();
        documents.addObject().put("a", 1);
        documents.addObject().put("a", "no number");
        documents.addObject().put("a", 2);
        Failed failed = (Failed) cluster.attempt(index, documents);
        assertThat(failed.message()).isEqualTo("error indexing documents");
        assertThat(failed.serviceMessage().orElseThrow())
                .startsWith("failed to parse field [a] of type [long]")
                .contains("(For input string: \"no number\")");
        assertThat(failed.reason()).isEqualTo(Reason.CLIENT_ERROR);
        assertThat(failed.effect()).isEqualTo(new Effect.Partial(Json.read("{\"indexed\":[0,2]}")));
        assertThat(count("")).isEqualTo(2);
    }

    @Test
    void aDataStreamIsATarget() {
        cluster.request(
                "PUT",
                "/_index_template/" + index,
                "{\"index_patterns\":[\"" + index + "*\"],\"data_stream\":{}}");
        ArrayNode documents = Json.array();
        documents.addObject().put("@timestamp", "2026-01-01T00:00:00.000Z").put("a", 1);
        assertThat(cluster.attempt(index, documents)).isInstanceOf(Outcome.Ok.class);
        assertThat(count("")).isEqualTo(1);
        cluster.request("DELETE", "/_data_stream/" + index, "");
        cluster.request("DELETE", "/_index_template/" + index, "");
    }

    @Test
    void noDocumentsAreRefusedByTheCluster() {
        Failed failed = (Failed) cluster.attempt(index, Json.array());
        assertThat(failed.message()).isEqualTo("error indexing documents");
        assertThat(failed.serviceMessage().orElseThrow()).contains("request body is required");
        assertThat(failed.reason()).isEqualTo(Reason.CLIENT_ERROR);
    }

    @Test
    void aNameThatIsNoIndexIsRefusedByTheCluster() {
        Failed failed = (Failed) cluster.attempt("Upper Case/../x", one());
        assertThat(failed.serviceMessage().orElseThrow()).contains("Invalid index name");
        assertThat(failed.effect()).isEqualTo(Effect.NONE);
    }

    @Test
    void anIndexOutsideOfTheListIsNeverAskedFor() {
        Map<String, JsonNode> logs =
                Map.of("patchbay.elasticsearch.allowedIndices", Json.read("[\"logs-*\"]"));
        Failed failed = (Failed) cluster.attempt(index, one(), Optional.empty(), logs);
        assertThat(failed.message()).isEqualTo("error indexing documents");
        assertThat(failed.serviceMessage())
                .contains(
                        "index \""
                                + index
                                + "\" is not added to the configuration"
                                + " patchbay.elasticsearch.allowedIndices");
        assertThat(failed.reason()).isEqualTo(Reason.BLOCKED);
        assertThat(failed.effect()).isEqualTo(Effect.NONE);
        assertThat(cluster.reply("GET", "/" + index, "").status()).isEqualTo(404);

        assertThat(cluster.attempt("logs-" + index, one(), Optional.empty(), logs))
                .isInstanceOf(Outcome.Ok.class);
        assertThat(cluster.reply("GET", "/logs-" + index, "").status()).isEqualTo(200);
    }

    /** The node is stopped between the attempts; the second indexes nothing again. */
    @Test
    void whatDidNotFitIsAllThatIsLeftAfterARestart() {
        mapNumbers("number");
        ArrayNode documents = documents(0);
        for (int i = 0; i < BULK; i += 100) {
            documents.set(i, Json.object().put("number", "no number"));
        }
        int good = BULK - BULK / 100;
        Failed first = (Failed) cluster.attempt(index, documents);
        assertThat(first.reason()).isEqualTo(Reason.CLIENT_ERROR);
        JsonNode checkpoint = ((Effect.Partial) first.effect()).checkpoint();
        assertThat(checkpoint.path("indexed").size()).isEqualTo(good);

        node.stop();
        Failed down = (Failed) cluster.attempt(index, documents, Optional.of(checkpoint), Map.of());
        assertThat(down.reason()).isEqualTo(Reason.NETWORK);
        assertThat(down.effect()).isEqualTo(first.effect());

        node.startAgain();
        node.awaitAnswer();
        Failed last = (Failed) cluster.attempt(index, documents, Optional.of(checkpoint), Map.of());
        assertThat(last.reason()).isEqualTo(Reason.CLIENT_ERROR);
        assertThat(last.effect()).isEqualTo(first.effect());
        assertThat(count("")).isEqualTo(good);
        System.out.printf(
                "opensearch, stopped: %d documents, %d indexed, %d refused, 1 outage answer%n",
                BULK, good, BULK - good);
    }

    /**
     * Killed while it takes the second bulk of three. What an attempt says is what the delivery of
     * ADR 2 reads: {@code unknown} may be there twice, {@code none} is not there at all.
     */
    @Test
    void whatWasReportedAsIndexedIsThereAfterTheNodeWasKilled() throws Exception {
        mapNumbers("number");
        assertThat(cluster.attempt(index, documents(0))).isInstanceOf(Outcome.Ok.class);

        Outcome ended = killedDuring(documents(1));
        for (int i = 0; i < LATE_KILLS && ended instanceof Outcome.Ok; i++) {
            // The machine stalled until all was indexed: once more, from the beginning.
            node.startAgain();
            node.awaitAnswer();
            cluster.request("DELETE", "/" + index, "");
            mapNumbers("number");
            assertThat(cluster.attempt(index, documents(0))).isInstanceOf(Outcome.Ok.class);
            ended = killedDuring(documents(1));
        }
        Failed cut = (Failed) ended;
        assertThat(cut.message()).isEqualTo("error indexing documents");
        assertThat(cut.reason()).isEqualTo(Reason.NETWORK);
        assertThat(cut.effect()).isEqualTo(Effect.UNKNOWN);

        Map<String, Integer> answers = new TreeMap<>();
        String refused = "connect ECONNREFUSED " + node.url().substring("http://".length());
        for (int i = 0; i < 5; i++) {
            Failed down = (Failed) cluster.attempt(index, documents(2));
            assertThat(down.reason()).isEqualTo(Reason.NETWORK);
            assertThat(down.effect()).isEqualTo(Effect.NONE);
            assertThat(down.serviceMessage()).contains(refused);
            answers.merge(label(down), 1, Integer::sum);
        }

        node.startAgain();
        boolean twice = untilIndexed(documents(2), answers);
        assertThat(cluster.attempt(index, documents(1))).isInstanceOf(Outcome.Ok.class);

        assertThat(numbers().cardinality()).isEqualTo(3 * BULK);
        assertThat(count(range(0))).isEqualTo(BULK);
        assertThat(count(range(1))).isBetween(BULK, 2 * BULK);
        if (!twice) {
            assertThat(count(range(2))).isEqualTo(BULK);
        }
        int all = count("");
        System.out.printf(
                "opensearch, killed: %d documents reported, all there, %d of an unknown attempt"
                        + " there twice; answers of the outage: %s and 1 %s%n",
                3 * BULK, all - 3 * BULK, answers, label(cut));
    }

    /** The outcome of a bulk, some of which was indexed when the node died. */
    private Outcome killedDuring(ArrayNode documents) throws Exception {
        int before = indexed();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Outcome> attempt = threads.submit(() -> cluster.attempt(index, documents));
            while (indexed() == before && !attempt.isDone()) {
                LockSupport.parkNanos(1_000_000);
            }
            node.kill();
            return attempt.get();
        }
    }

    /** Attempts until one succeeds; whether one of the others may have indexed documents. */
    private boolean untilIndexed(ArrayNode documents, Map<String, Integer> answers) {
        boolean unknown = false;
        for (int i = 0; i < MOST_ATTEMPTS; i++) {
            switch (cluster.attempt(index, documents)) {
                case Outcome.Ok _ -> {
                    return unknown;
                }
                case Failed failed -> {
                    assertThat(failed.message()).isEqualTo("error indexing documents");
                    assertThat(failed.reason())
                            .as(failed.toString())
                            .isIn(Reason.NETWORK, Reason.SERVER_ERROR, Reason.TIMEOUT);
                    assertThat(failed.effect()).isIn(Effect.NONE, Effect.UNKNOWN);
                    unknown |= failed.effect().equals(Effect.UNKNOWN);
                    answers.merge(label(failed), 1, Integer::sum);
                    LockSupport.parkNanos(200_000_000);
                }
            }
        }
        throw new AssertionError("the node did not come back: " + answers);
    }

    private static String label(Failed failed) {
        return failed.reason().label() + "/" + failed.effect().label();
    }

    private static ArrayNode one() {
        ArrayNode documents = Json.array();
        documents.addObject().put("a", 1);
        return documents;
    }

    /** A bulk of about 10 MB, with numbers that no other bulk has. */
    private static ArrayNode documents(int bulk) {
        ArrayNode documents = Json.array();
        for (int i = bulk * BULK; i < (bulk + 1) * BULK; i++) {
            documents.addObject().put("number", i).put("text", ("document " + i + " ").repeat(60));
        }
        return documents;
    }

    private void mapNumbers(String field) {
        cluster.request(
                "PUT",
                "/" + index,
                "{\"mappings\":{\"properties\":{\"" + field + "\":{\"type\":\"long\"}}}}");
    }

    private int indexed() {
        return cluster.request("GET", "/" + index + "/_stats/indexing", "")
                .at("/_all/primaries/indexing/index_total")
                .asInt();
    }

    private int count(String query) {
        cluster.request("POST", "/" + index + "/_refresh", "");
        return cluster.request("POST", "/" + index + "/_count", query).path("count").asInt();
    }

    private static String range(int bulk) {
        return "{\"query\":{\"range\":{\"number\":{\"gte\":%d,\"lt\":%d}}}}"
                .formatted(bulk * BULK, (bulk + 1) * BULK);
    }

    /** The numbers of all documents. */
    private BitSet numbers() {
        BitSet numbers = new BitSet();
        int last = -1;
        while (true) {
            JsonNode hits =
                    cluster.request(
                                    "POST",
                                    "/" + index + "/_search?filter_path=hits.hits.sort",
                                    "{\"size\":10000,\"sort\":[\"number\"],\"search_after\":[%d]}"
                                            .formatted(last))
                            .at("/hits/hits");
            if (hits.isEmpty()) {
                return numbers;
            }
            for (JsonNode hit : hits) {
                last = hit.path("sort").path(0).asInt();
                numbers.set(last);
            }
        }
    }
}
