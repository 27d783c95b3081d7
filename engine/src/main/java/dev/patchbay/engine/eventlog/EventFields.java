package dev.patchbay.engine.eventlog;

import dev.patchbay.engine.eventlog.EventCondition.NumberColumn;
import dev.patchbay.engine.eventlog.EventCondition.TextColumn;
import dev.patchbay.engine.kql.KqlFields;
import dev.patchbay.engine.kql.KqlType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields of an {@code execute} document, and which of them a store has as columns. */
final class EventFields {

    static final Map<String, TextColumn> TEXTS =
            Map.of(
                    "kibana.action.execution.uuid",
                    TextColumn.ID,
                    "kibana.action.id",
                    TextColumn.CONNECTOR_ID,
                    "kibana.action.name",
                    TextColumn.CONNECTOR_NAME,
                    "kibana.action.type_id",
                    TextColumn.TYPE_ID,
                    "kibana.space_ids",
                    TextColumn.SPACE_ID,
                    "kibana.action.execution.source",
                    TextColumn.SOURCE,
                    "user.name",
                    TextColumn.USER_NAME,
                    "patchbay.reason",
                    TextColumn.REASON,
                    "patchbay.effect",
                    TextColumn.EFFECT,
                    "kibana.user_api_key.id",
                    TextColumn.API_KEY_ID);

    static final Map<String, NumberColumn> NUMBERS =
            Map.of(
                    "event.start",
                    NumberColumn.START,
                    "@timestamp",
                    NumberColumn.END,
                    "event.end",
                    NumberColumn.END,
                    "event.duration",
                    NumberColumn.DURATION,
                    "kibana.action.execution.usage.request_body_bytes",
                    NumberColumn.REQUEST_BYTES);

    static final KqlFields ALL = new KqlFields(types());

    private EventFields() {}

    private static Map<String, KqlType> types() {
        Map<String, KqlType> types = new HashMap<>();
        TEXTS.keySet().forEach(name -> types.put(name, KqlType.KEYWORD));
        for (String name :
                List.of(
                        "event.provider",
                        "event.action",
                        "event.kind",
                        "event.outcome",
                        "kibana.server_uuid",
                        "kibana.version",
                        "kibana.saved_objects.rel",
                        "kibana.saved_objects.type",
                        "kibana.saved_objects.id",
                        "kibana.saved_objects.type_id",
                        "kibana.saved_objects.namespace",
                        "kibana.user_api_key.name",
                        "ecs.version")) {
            types.put(name, KqlType.KEYWORD);
        }
        types.put("kibana.saved_objects.space_agnostic", KqlType.BOOLEAN);
        types.put("message", KqlType.TEXT);
        types.put("error.message", KqlType.TEXT);
        types.put("@timestamp", KqlType.DATE);
        types.put("event.start", KqlType.DATE);
        types.put("event.end", KqlType.DATE);
        types.put("event.duration", KqlType.NUMBER);
        types.put("kibana.action.execution.usage.request_body_bytes", KqlType.NUMBER);
        return types;
    }
}
