package dev.patchbay.engine.eventlog;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.time.IsoTime;

import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;

/**
 * Derives Kibana's two documents from a record (contract/actions-api.md, section 11.1). Immutable;
 * thread-safe.
 *
 * @param serverUuid {@code kibana.server_uuid}
 * @param version {@code kibana.version}
 */
public record EventDocuments(String serverUuid, String version) {

    private static final String ECS_VERSION = "1.8.0";

    /** {@code execute-start}. */
    public ObjectNode start(ExecutionRecord record) {
        ObjectNode document = Json.object().put("@timestamp", IsoTime.text(record.startedAt()));
        event(document, "execute-start").put("start", IsoTime.text(record.startedAt()));
        identity(document, record);
        return end(document, "action started: " + label(record));
    }

    /** {@code execute}. */
    public ObjectNode execute(ExecutionRecord record) {
        Instant ended = record.startedAt().plusNanos(record.durationNanos());
        ObjectNode document = Json.object().put("@timestamp", IsoTime.text(ended));
        event(document, "execute")
                .put("start", IsoTime.text(record.startedAt()))
                .put("end", IsoTime.text(ended))
                .put("duration", Long.toString(record.durationNanos()))
                .put("outcome", record.success() ? "success" : "failure");
        identity(document, record);
        record.error().ifPresent(text -> document.putObject("error").put("message", text));
        return end(
                document,
                (record.success() ? "action executed: " : "action execution failure: ")
                        + label(record));
    }

    private static ObjectNode event(ObjectNode document, String action) {
        return document.putObject("event")
                .put("provider", "actions")
                .put("action", action)
                .put("kind", "action");
    }

    private void identity(ObjectNode document, ExecutionRecord record) {
        ObjectNode kibana =
                document.putObject("kibana").put("server_uuid", serverUuid).put("version", version);
        ObjectNode object =
                kibana.putArray("saved_objects")
                        .addObject()
                        .put("rel", "primary")
                        .put("type", "action")
                        .put("id", record.connectorId())
                        .put("type_id", record.typeId());
        if (!record.spaceId().equals("default")) {
            object.put("namespace", record.spaceId());
        }
        if (record.preconfigured()) {
            object.put("space_agnostic", true);
        }
        kibana.putArray("space_ids").add(record.spaceId());
        kibana.putObject("action")
                .put("name", record.connectorName())
                .put("id", record.connectorId())
                .put("type_id", record.typeId())
                .putObject("execution")
                .put("uuid", record.id())
                .put("source", record.source())
                .putObject("usage")
                .put("request_body_bytes", record.requestBytes());
        record.apiKeyId()
                .ifPresent(id ->
                        kibana.putObject("user_api_key")
                                .put("id", id)
                                .put("name", record.apiKeyName().orElse("")));
        document.putObject("user").put("name", record.userName());
    }

    private static ObjectNode end(ObjectNode document, String message) {
        document.put("message", message);
        document.putObject("ecs").put("version", ECS_VERSION);
        return document;
    }

    private static String label(ExecutionRecord record) {
        return record.typeId() + ":" + record.connectorId() + ": " + record.connectorName();
    }
}
