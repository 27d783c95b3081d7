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
import dev.patchbay.sdk.http.Cancellation;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.http.TlsOptions;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.secret.SecretValues;
import dev.patchbay.sdk.transport.AttemptScope;
import dev.patchbay.sdk.transport.AttemptTransports;

import org.slf4j.LoggerFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Attempts of {@code .index} and requests of the test, both over one real network. */
final class ClusterRuns implements AutoCloseable {

    private static final ConnectorIdentity CONNECTOR =
            new ConnectorIdentity("c1", "mine", ".index", "default");

    private final Network network;

    /** With the cluster of this URL. */
    ClusterRuns(String url) {
        network =
                new Network(
                        NetworkSettings.DEFAULT,
                        Optional.of(
                                new ClusterSettings(
                                        List.of(url),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Map.of(),
                                        Duration.ofSeconds(60),
                                        TlsOptions.DEFAULT,
                                        "Patchbay")),
                        new TokensInMemory(),
                        new FixedClock());
    }

    /** One attempt. */
    Outcome attempt(String index, ArrayNode documents) {
        return attempt(index, documents, Optional.empty(), Map.of());
    }

    /** One attempt that goes on where an earlier one stopped, under these settings. */
    Outcome attempt(
            String index,
            ArrayNode documents,
            Optional<JsonNode> checkpoint,
            Map<String, JsonNode> settings) {
        ConnectorType type =
                new BuiltInTypes()
                        .types(new CaseContext(network.allowedHosts(), settings)).stream()
                                .filter(each -> each.id().equals(".index"))
                                .findFirst()
                                .orElseThrow();
        var operation = ((Operations.Single) type.operations()).operation();
        ObjectNode params = Json.object();
        params.set("documents", documents);
        ObjectNode config = Json.object().put("index", index).put("refresh", true);
        SecretValues values = new SecretValues();
        try (AttemptTransports transports =
                network.open(new AttemptScope(CONNECTOR, values, Cancellation.never()))) {
            return operation
                    .function()
                    .attempt(
                            new Invocation(
                                    CONNECTOR,
                                    type.config().parse(config).get(),
                                    Json.object(),
                                    operation.params().parse(params).get(),
                                    Optional.empty(),
                                    checkpoint,
                                    transports,
                                    values,
                                    new FixedClock(),
                                    LoggerFactory.getLogger("plugins.actions.index")));
        }
    }

    /** What the cluster answers to a request that it must take. */
    JsonNode request(String method, String path, String body) {
        HttpReply reply = reply(method, path, body);
        assertThat(reply.ok()).as(reply.text()).isTrue();
        return reply.data();
    }

    /** What the cluster answers to a request. */
    HttpReply reply(String method, String path, String body) {
        try (AttemptTransports transports =
                network.open(
                        new AttemptScope(CONNECTOR, new SecretValues(), Cancellation.never()))) {
            return (HttpReply)
                    transports
                            .elasticsearch()
                            .send(
                                    method,
                                    path,
                                    "application/json",
                                    body.isEmpty()
                                            ? Optional.empty()
                                            : Optional.of(body.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
