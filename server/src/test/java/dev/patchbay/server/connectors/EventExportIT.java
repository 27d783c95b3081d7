package dev.patchbay.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchbay.engine.eventlog.EventDocuments;
import dev.patchbay.engine.eventlog.EventExport;
import dev.patchbay.net.ClusterSettings;
import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.server.TestStorage;
import dev.patchbay.server.TestStorage.Kind;
import dev.patchbay.server.connectors.EchoTarget.Received;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Events go to a data stream; the cluster is a receiver that plays its bulk API. */
@ParameterizedClass
@EnumSource(Kind.class)
class EventExportIT {

    private static final EventDocuments DOCUMENTS = new EventDocuments("server-1", "9.4.0");

    @Parameter Kind kind;

    private TestStorage storage;
    private ExecuteNode server;
    private EchoTarget cluster;
    private EventExport export;

    /** What the data stream holds, by id. */
    private final Map<String, JsonNode> held = new ConcurrentHashMap<>();

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile boolean down;
    private volatile boolean template;

    /** Status of the documents of this connector. */
    private volatile int statusOfOdd = 201;

    @BeforeEach
    void start() {
        storage = new TestStorage(kind);
        cluster = new EchoTarget(this::play);
        ExecuteNode.Setup setup = new ExecuteNode.Setup();
        setup.cluster = Optional.of(cluster(cluster.url()));
        server = new ExecuteNode(storage, setup);
        server.connector("echo", "test.echo");
        server.connector("odd", "test.echo");
        server.connector("failing", "test.failing");
    }

    static ClusterSettings cluster(String url) {
        return new ClusterSettings(
                List.of(url),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Duration.ofSeconds(30),
                TlsOptions.DEFAULT,
                "Patchbay");
    }

    @AfterEach
    void stop() throws Exception {
        if (export != null) {
            export.close();
        }
        server.close();
        cluster.close();
        storage.close();
    }

    private void export(String node) {
        export =
                new EventExport(
                        server.node.database.outbox(),
                        DOCUMENTS,
                        server.network(),
                        "events-patchbay",
                        node,
                        server.meters,
                        Clock.system());
    }

    private String play(Received request) {
        String first = request.head().lines().findFirst().orElse("");
        requests.add(first);
        if (down) {
            return EchoTarget.answer("503 Service Unavailable", "", "");
        }
        if (first.contains("_index_template")) {
            boolean there = template || first.startsWith("PUT");
            template |= first.startsWith("PUT");
            return EchoTarget.answer(there ? "200 OK" : "404 Not Found", "", "{}");
        }
        return EchoTarget.answer("200 OK", "Content-Type: application/json\r\n", bulk(request));
    }

    private String bulk(Received request) {
        ArrayNode items = Json.array();
        List<String> lines = request.body().lines().toList();
        for (int i = 0; i < lines.size(); i += 2) {
            String id = Json.read(lines.get(i)).at("/create/_id").stringValue();
            JsonNode document = Json.read(lines.get(i + 1));
            int status = held.containsKey(id) ? 409 : 201;
            if (document.at("/kibana/action/id").stringValue("").equals("odd") && status == 201) {
                status = statusOfOdd;
            }
            if (status == 201) {
                held.put(id, document);
            }
            items.addObject()
                    .putObject("create")
                    .put("status", status)
                    .putObject("error")
                    .put("reason", "played");
        }
        return Json.write(Json.object().set("items", items));
    }

    private List<String> connectors() {
        return held.values().stream()
                .map(document -> document.at("/kibana/action/id").stringValue())
                .sorted()
                .toList();
    }

    private boolean nothingWaits() {
        server.settle();
        return server.node.database.outbox().oldest(1).isEmpty();
    }

    private void awaitAll() {
        Waiting.until(this::nothingWaits, Duration.ofSeconds(120));
    }

    @Test
    void everyExecutionArrives() {
        export("node-1");
        server.execute("echo", "{}");
        server.execute("failing", "{\"message\":\"down\",\"service\":\"503\"}");
        awaitAll();
        assertThat(connectors()).containsExactly("echo", "failing");
        JsonNode failure =
                held.values().stream().filter(each -> each.has("error")).findFirst().orElseThrow();
        assertThat(failure.at("/event/action").stringValue()).isEqualTo("execute");
        assertThat(failure.at("/error/message").stringValue()).isEqualTo("down: 503");
        assertThat(failure.at("/patchbay/reason").stringValue()).isEqualTo("serverError");
        assertThat(requests)
                .startsWith(
                        "GET /_index_template/patchbay-events-events-patchbay HTTP/1.1",
                        "PUT /_index_template/patchbay-events-events-patchbay HTTP/1.1",
                        "POST /events-patchbay/_bulk HTTP/1.1");
        assertThat(held.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        held.values().stream()
                                .map(each -> each.at("/kibana/action/execution/uuid").stringValue())
                                .toList());
    }

    @Test
    void anOutageDelaysEventsAndNothingElse() {
        down = true;
        export("node-1");
        for (int i = 0; i < 5; i++) {
            long begin = System.nanoTime();
            assertThat(server.result("echo", "{}").path("status").stringValue()).isEqualTo("ok");
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isLessThan(Duration.ofSeconds(30));
        }
        server.settle();
        Waiting.until(() -> !requests.isEmpty(), Duration.ofSeconds(90));
        assertThat(held).isEmpty();
        down = false;
        awaitAll();
        assertThat(connectors()).containsExactly("echo", "echo", "echo", "echo", "echo");
    }

    /** What was sent when the node died is sent again, and is there already. */
    @Test
    void afterARestartItGoesOn() throws Exception {
        export("node-1");
        server.execute("echo", "{}");
        awaitAll();
        export.close();
        server.execute("echo", "{}");
        server.execute("failing", "{\"message\":\"down\"}");
        server.settle();
        var waiting = server.node.database.outbox().oldest(10);
        assertThat(waiting).hasSize(2);
        held.put(waiting.getFirst().id(), Json.read("{\"kibana\":{\"action\":{\"id\":\"echo\"}}}"));
        export("node-1");
        awaitAll();
        assertThat(held).hasSize(3);
    }

    @Test
    void oneThatIsRefusedForEverDoesNotHoldTheOthers() {
        statusOfOdd = 400;
        export("node-1");
        server.execute("odd", "{}");
        server.execute("echo", "{}");
        awaitAll();
        assertThat(connectors()).containsExactly("echo");
        assertThat(server.meters.get("patchbay.events.rejected").counter().count()).isEqualTo(1);
        assertThat(server.meters.get("patchbay.events.exported").counter().count()).isEqualTo(1);
    }

    @Test
    void oneThatIsRefusedForNowIsSentAgain() {
        statusOfOdd = 429;
        export("node-1");
        server.execute("odd", "{}");
        server.settle();
        Waiting.until(
                () -> requests.stream().filter(each -> each.contains("_bulk")).count() > 1,
                Duration.ofSeconds(90));
        assertThat(nothingWaits()).isFalse();
        statusOfOdd = 201;
        awaitAll();
        assertThat(connectors()).containsExactly("odd");
    }

    @Test
    void oneNodeAtATimeSends() {
        var outbox = server.node.database.outbox();
        Instant now = Instant.EPOCH;
        assertThat(outbox.lease("a", now, now.plusSeconds(30))).isTrue();
        assertThat(outbox.lease("b", now.plusSeconds(20), now.plusSeconds(50))).isFalse();
        assertThat(outbox.lease("a", now.plusSeconds(20), now.plusSeconds(50))).isTrue();
        assertThat(outbox.lease("b", now.plusSeconds(51), now.plusSeconds(90))).isTrue();
        assertThat(outbox.lease("a", now.plusSeconds(60), now.plusSeconds(90))).isFalse();
    }

    /** Retention wins: the outbox grows no longer than the log. */
    @Test
    void whatIsPrunedWaitsNoLonger() {
        down = true;
        export("node-1");
        server.execute("echo", "{}");
        server.settle();
        assertThat(nothingWaits()).isFalse();
        server.node.database.events().prune(Clock.system().now().plus(Duration.ofDays(3)), 1 << 30);
        assertThat(nothingWaits()).isTrue();
    }

    /** Nobody waits where nothing is sent. */
    @Test
    void withoutAnExportNothingWaits() {
        server.execute("echo", "{}");
        List<Object> found = new ArrayList<>(server.records("echo"));
        assertThat(found).hasSize(1);
        assertThat(nothingWaits()).isTrue();
    }
}
