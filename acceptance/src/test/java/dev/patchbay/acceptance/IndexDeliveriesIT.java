package dev.patchbay.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.testkit.OpenSearchJars;
import dev.patchbay.testkit.OpenSearchNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * Deliveries of {@code .index} to a real OpenSearch node that is killed meanwhile and started
 * again: each ends delivered, and its documents are there. Skipped, with the reason, where Maven
 * cannot fetch the node.
 */
final class IndexDeliveriesIT {

    private static final int DELIVERIES = 100;
    private static final int DOCUMENTS = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Set<String> OUTAGE = Set.of("network", "serverError", "timeout");

    @TempDir private Path folder;
    private OpenSearchNode node;
    private PackagedServer server;
    private Api cluster;
    private final List<String> ids = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        switch (OpenSearchJars.find(folder)) {
            case OpenSearchJars.Missing(String why) -> abort("skipped: " + why);
            case OpenSearchJars.Found jars -> node = OpenSearchNode.start(jars, folder);
        }
        cluster = new Api(node.url(), "");
        server =
                PackagedServer.of(PackagedServer.Kind.SQLITE, folder.resolve("server"))
                        .with("elasticsearch.hosts: [\"" + node.url() + "\"]")
                        .start();
    }

    @AfterEach
    void close() throws Exception {
        if (server != null) {
            server.close();
        }
        if (node != null) {
            node.close();
        }
    }

    @Test
    void everyDeliveryOutlivesTheEndOfTheNode() throws Exception {
        String index =
                "{\"mappings\":{\"properties\":{\"number\":{\"type\":\"long\"},"
                        + "\"delivery\":{\"type\":\"long\"}}}}";
        assertThat(cluster.put("/alerts", index).status()).isEqualTo(200);
        Api.Reply made =
                server.api()
                        .post(
                                "/api/actions/connector/index",
                                "{\"name\":\"I\",\"connector_type_id\":\".index\","
                                        + "\"config\":{\"index\":\"alerts\"}}");
        assertThat(made.status()).as(made.body()).isEqualTo(200);

        accept(0, DELIVERIES / 2);
        until(() -> indexed() > 0);
        node.kill();
        accept(DELIVERIES / 2, DELIVERIES);
        until(() -> !failures().isEmpty());
        node.startAgain();
        node.awaitAnswer();
        until(() -> delivered() == DELIVERIES);

        Map<String, Integer> answers = failures();
        assertThat(cluster.post("/alerts/_refresh", "").status()).isEqualTo(200);
        assertThat(numbers().cardinality()).isEqualTo(DELIVERIES * DOCUMENTS);
        Map<Integer, Integer> found = documents();
        int twice = 0;
        for (int i = 0; i < DELIVERIES; i++) {
            if (delivery(i).path("duplicate_possible").booleanValue(false)) {
                twice++;
                assertThat(found.get(i)).isBetween(DOCUMENTS, 2 * DOCUMENTS);
            } else {
                assertThat(found.get(i)).isEqualTo(DOCUMENTS);
            }
        }
        System.out.printf(
                "deliveries to opensearch, killed: %d of %d documents each, all delivered and"
                        + " there; %d said duplicate_possible; failed attempts: %s%n",
                DELIVERIES, DOCUMENTS, twice, answers);
    }

    private void accept(int from, int to) throws IOException {
        ObjectNode body = Json.object();
        ArrayNode deliveries = body.putArray("deliveries");
        for (int i = from; i < to; i++) {
            ArrayNode documents =
                    deliveries
                            .addObject()
                            .put("connector_id", "index")
                            .putObject("params")
                            .putArray("documents");
            for (int j = 0; j < DOCUMENTS; j++) {
                documents.addObject().put("delivery", i).put("number", i * DOCUMENTS + j);
            }
        }
        Api.Reply accepted = server.api().post("/api/patchbay/deliveries", Json.write(body));
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(202);
        accepted.json()
                .path("deliveries")
                .forEach(each -> ids.add(each.path("id").stringValue("")));
    }

    private JsonNode delivery(int number) throws IOException {
        return server.api().get("/api/patchbay/deliveries/" + ids.get(number)).json();
    }

    private int delivered() throws IOException {
        return server.api()
                .get("/api/patchbay/deliveries?state=delivered&limit=" + DELIVERIES)
                .json()
                .path("deliveries")
                .size();
    }

    /** Failed attempts by reason and effect; each must be one of an outage. */
    private Map<String, Integer> failures() throws IOException {
        Map<String, Integer> failures = new TreeMap<>();
        for (String id : ids) {
            JsonNode attempts =
                    server.api()
                            .get("/api/patchbay/deliveries/" + id + "/attempts")
                            .json()
                            .path("attempts");
            for (JsonNode each : attempts) {
                String reason = each.path("reason").stringValue("");
                if (!reason.isEmpty()) {
                    assertThat(OUTAGE).as(each.toString()).contains(reason);
                    failures.merge(
                            reason + "/" + each.path("effect").stringValue(""), 1, Integer::sum);
                }
            }
        }
        return failures;
    }

    private int indexed() throws IOException {
        return cluster.get("/alerts/_stats/indexing")
                .json()
                .at("/_all/primaries/indexing/index_total")
                .asInt();
    }

    private BitSet numbers() throws IOException {
        BitSet numbers = new BitSet();
        int last = -1;
        while (true) {
            JsonNode hits =
                    search("{\"size\":10000,\"sort\":[\"number\"],\"search_after\":[" + last + "]}")
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

    /** How many documents there are of each delivery. */
    private Map<Integer, Integer> documents() throws IOException {
        Map<Integer, Integer> documents = new TreeMap<>();
        search("{\"size\":0,\"aggs\":{\"d\":{\"terms\":{\"field\":\"delivery\",\"size\":1000}}}}")
                .at("/aggregations/d/buckets")
                .forEach(each ->
                        documents.put(each.path("key").asInt(), each.path("doc_count").asInt()));
        return documents;
    }

    private JsonNode search(String query) throws IOException {
        Api.Reply reply = cluster.post("/alerts/_search", query);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(end);
            Clock.system().sleep(Duration.ofMillis(10));
        }
    }
}
