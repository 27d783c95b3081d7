package dev.patchbay.server.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.patchbay.engine.eventlog.EventDocuments;
import dev.patchbay.engine.eventlog.EventExport;
import dev.patchbay.sdk.connector.ConnectorIdentity;
import dev.patchbay.sdk.http.Cancellation;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.secret.SecretValues;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.transport.AttemptScope;
import dev.patchbay.sdk.transport.AttemptTransports;
import dev.patchbay.server.TestStorage;
import dev.patchbay.server.TestStorage.Kind;
import dev.patchbay.testkit.OpenSearchJars;
import dev.patchbay.testkit.OpenSearchNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Events in a data stream of a real OpenSearch node. Skipped, with the reason, where Maven cannot
 * fetch it.
 */
class EventExportOpenSearchIT {

    private static final int RUNS = 1_200;

    @TempDir private static Path folder;
    private static OpenSearchNode node;

    private final String stream = "events-" + UUID.randomUUID();

    @BeforeAll
    static void open() {
        switch (OpenSearchJars.find(folder)) {
            case OpenSearchJars.Missing(String why) -> abort("skipped: " + why);
            case OpenSearchJars.Found jars -> node = OpenSearchNode.start(jars, folder);
        }
    }

    @AfterAll
    static void close() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void everyEventIsThereOnceHoweverOftenItIsSent() throws Exception {
        ExecuteNode.Setup setup = new ExecuteNode.Setup();
        setup.cluster = Optional.of(EventExportIT.cluster(node.url()));
        try (TestStorage storage = new TestStorage(Kind.SQLITE);
                ExecuteNode server = new ExecuteNode(storage, setup)) {
            server.connector("echo", "test.echo");
            server.connector("failing", "test.failing");
            try (EventExport _ = export(server)) {
                for (int i = 0; i < RUNS; i++) {
                    server.execute(i % 10 == 0 ? "failing" : "echo", "{\"message\":\"down\"}");
                }
                awaitAll(server);
                assertThat(count(server, "")).isEqualTo(RUNS);
                assertThat(
                                count(
                                        server,
                                        "{\"query\":{\"match_phrase\":{\"error.message\":\"down\"}}}"))
                        .isEqualTo(RUNS / 10);
                assertThat(count(server, "{\"query\":{\"range\":{\"event.duration\":{\"gt\":0}}}}"))
                        .isEqualTo(RUNS);

                var again = server.records("failing");
                server.node
                        .database
                        .work()
                        .write(tx -> {
                            server.node.database.events().append(tx, again);
                            return true;
                        });
                assertThat(server.node.database.outbox().oldest(1)).hasSize(1);
                awaitAll(server);
                assertThat(count(server, "")).isEqualTo(RUNS);
            } finally {
                request(server, "DELETE", "/_data_stream/" + stream, "");
                request(server, "DELETE", "/_index_template/patchbay-events-" + stream, "");
            }
        }
    }

    private EventExport export(ExecuteNode server) {
        return new EventExport(
                server.node.database.outbox(),
                new EventDocuments("server-1", "9.4.0"),
                server.network(),
                stream,
                "node-1",
                server.meters,
                Clock.system());
    }

    private static void awaitAll(ExecuteNode server) {
        server.settle();
        Waiting.until(
                () -> server.node.database.outbox().oldest(1).isEmpty(), Duration.ofSeconds(60));
    }

    private int count(ExecuteNode server, String query) {
        request(server, "POST", "/" + stream + "/_refresh", "");
        return request(server, "POST", "/" + stream + "/_count", query).path("count").asInt();
    }

    private static JsonNode request(ExecuteNode server, String method, String path, String body) {
        AttemptScope scope =
                new AttemptScope(
                        new ConnectorIdentity("c", "c", ".index", "default"),
                        new SecretValues(),
                        Cancellation.never());
        try (AttemptTransports transports = server.network().open(scope)) {
            HttpReply reply =
                    (HttpReply)
                            transports
                                    .elasticsearch()
                                    .send(
                                            method,
                                            path,
                                            "application/json",
                                            body.isEmpty()
                                                    ? Optional.empty()
                                                    : Optional.of(
                                                            body.getBytes(StandardCharsets.UTF_8)));
            return reply.json().orElse(Json.object());
        }
    }
}
