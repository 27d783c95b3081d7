package dev.patchbay.engine.eventlog;

import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A bulk request of events, and what its answer says. Stateless. */
final class EventBulk {

    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private EventBulk() {}

    /**
     * What became of a batch.
     *
     * @param again why it has to be sent again; empty = all of it is where it can be
     * @param rejections why some events can never get there
     */
    record Taken(Optional<String> again, List<String> rejections) {}

    /** {@code create} is the one operation of data streams; a known id is left alone. */
    static byte[] body(List<ExecutionRecord> batch, EventDocuments documents) {
        StringBuilder body = new StringBuilder();
        for (ExecutionRecord record : batch) {
            var action = Json.object();
            action.putObject("create").put("_id", record.id());
            body.append(Json.write(action)).append('\n');
            body.append(Json.write(EventKql.document(documents, record))).append('\n');
        }
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    static Taken taken(JsonNode answer, int size) {
        JsonNode items = answer.path("items");
        if (items.size() != size) {
            return new Taken(Optional.of("the answer is not that of a bulk request"), List.of());
        }
        List<String> rejections = new ArrayList<>();
        for (JsonNode item : items) {
            JsonNode result = item.path("create");
            int status = result.path("status").asInt(SERVER_ERROR);
            String reason = result.path("error").path("reason").asString("status " + status);
            if (status == TOO_MANY || status >= SERVER_ERROR) {
                return new Taken(Optional.of(reason), List.of());
            }
            if (status >= 400 && status != CONFLICT) {
                rejections.add(reason);
            }
        }
        return new Taken(Optional.empty(), rejections);
    }
}
