package dev.patchbay.connectors.messaging.index;

import dev.patchbay.connectors.shared.HttpFacts;
import dev.patchbay.sdk.connector.Invocation;
import dev.patchbay.sdk.elasticsearch.AllowedIndices;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Effect;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.Outcome.Failed;
import dev.patchbay.sdk.outcome.Reason;
import dev.patchbay.sdk.time.IsoTime;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** One bulk request. Thread-safe. */
record IndexDocuments(AllowedIndices allowed) {

    private static final String NDJSON = "application/x-ndjson";
    private static final byte[] ACTION =
            "{\"index\":{\"op_type\":\"create\"}}\n".getBytes(StandardCharsets.US_ASCII);

    Outcome attempt(Invocation invocation) {
        IndexConfig config = invocation.config(IndexConfig.class);
        IndexParams params = invocation.params(IndexParams.class);
        String index =
                params.indexOverride().filter(name -> !name.isEmpty()).orElse(config.index());
        if (!allowed.allows(index)) {
            return Failed.of(Reason.BLOCKED, IndexTexts.NOT_INDEXED)
                    .withServiceMessage(AllowedIndices.refusal(index));
        }
        List<Integer> left = Indexed.left(params.documents().size(), invocation.checkpoint());
        String path = "/" + segment(index) + "/_bulk?refresh=" + config.refresh();
        byte[] body =
                body(params.documents(), left, config, IsoTime.text(invocation.clock().now()));
        return switch (invocation
                .transports()
                .elasticsearch()
                .send("POST", path, NDJSON, Optional.of(body))) {
            case HttpReply reply -> answered(reply, left, invocation);
            case HttpFailure failure ->
                    Indexed.kept(
                            HttpFacts.of(failure, IndexTexts.NOT_INDEXED)
                                    .withServiceMessage(failure.message()),
                            invocation.checkpoint());
        };
    }

    private static Outcome answered(HttpReply reply, List<Integer> left, Invocation invocation) {
        if (!reply.ok()) {
            return Indexed.kept(
                    HttpFacts.of(reply, invocation.clock(), IndexTexts.NOT_INDEXED)
                            .withServiceMessage(ClusterErrors.text(reply)),
                    invocation.checkpoint());
        }
        Optional<JsonNode> answer = reply.json().filter(node -> node.path("errors").isBoolean());
        if (answer.isEmpty()) {
            // Whoever answers so is no cluster; one behind it may have indexed the documents.
            return HttpFacts.of(reply, invocation.clock(), IndexTexts.NOT_INDEXED)
                    .withServiceMessage(ClusterErrors.text(reply))
                    .withEffect(Effect.UNKNOWN);
        }
        return answer.get().path("errors").booleanValue()
                ? Indexed.failure(answer.get(), left, invocation.checkpoint())
                : Outcome.ok(answer.get());
    }

    private static byte[] body(
            List<ObjectNode> documents, List<Integer> left, IndexConfig config, String now) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int number : left) {
            ObjectNode document = documents.get(number);
            if (config.timeField().isPresent()) {
                document = document.deepCopy().put(config.timeField().get(), now);
            }
            body.writeBytes(ACTION);
            body.writeBytes(Json.writeBytes(document));
            body.write('\n');
        }
        return body.toByteArray();
    }

    /** A name is one segment, whatever it holds. */
    private static String segment(String index) {
        String encoded = URLEncoder.encode(index, StandardCharsets.UTF_8).replace("+", "%20");
        return encoded.equals(".") || encoded.equals("..") ? encoded.replace(".", "%2E") : encoded;
    }
}
