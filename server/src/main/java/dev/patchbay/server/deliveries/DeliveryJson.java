package dev.patchbay.server.deliveries;

import dev.patchbay.engine.delivery.AttemptLog;
import dev.patchbay.engine.delivery.Delivery;
import dev.patchbay.engine.delivery.DeliveryStatus;
import dev.patchbay.engine.security.Caller;
import dev.patchbay.engine.template.RenderWarning;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.time.IsoTime;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Deliveries as clients see them: never their params. Stateless. */
final class DeliveryJson {

    private DeliveryJson() {}

    static ObjectNode status(DeliveryStatus status) {
        Delivery delivery = status.delivery();
        AttemptLog log = status.log();
        ObjectNode json =
                Json.object()
                        .put("id", delivery.id())
                        .put("state", status.state().label())
                        .put("connector_id", delivery.connectorId())
                        .put("connector_type_id", delivery.typeId())
                        .put("space_id", delivery.spaceId());
        delivery.lane().ifPresent(lane -> json.put("lane", lane));
        json.put("user", delivery.caller().username());
        delivery.caller()
                .apiKey()
                .map(Caller.ApiKeyRef::name)
                .ifPresent(name -> json.put("api_key", name));
        json.put("accepted_at", IsoTime.text(delivery.acceptedAt()));
        time(json, "not_before", delivery.notBefore());
        time(json, "expires_at", delivery.expiresAt());
        time(json, "due_at", status.dueAt());
        time(json, "ended_at", status.endedAt());
        json.put("attempts", log.count());
        status.reason().ifPresent(reason -> json.put("reason", reason));
        log.last()
                .ifPresent(last -> {
                    last.reason().ifPresent(reason -> json.put("last_reason", reason));
                    last.error().ifPresent(error -> json.put("last_error", error));
                });
        if (log.entries().stream().anyMatch(AttemptLog.Entry::repeats)) {
            json.put("duplicate_possible", true);
        }
        if (status.cancelRequested()) {
            json.put("cancel_requested", true);
        }
        delivery.replayOf().ifPresent(id -> json.put("replay_of", id));
        status.replayedAs().ifPresent(id -> json.put("replayed_as", id));
        status.fallbackOf().ifPresent(id -> json.put("fallback_of", id));
        status.fallbackAs().ifPresent(id -> json.put("fallback_as", id));
        return json;
    }

    static ObjectNode attempts(AttemptLog log) {
        ObjectNode json = Json.object().put("total", log.count());
        ArrayNode attempts = json.putArray("attempts");
        for (AttemptLog.Entry entry : log.entries()) {
            ObjectNode one =
                    attempts.addObject()
                            .put("started_at", IsoTime.text(entry.startedAt()))
                            .put("duration_ms", entry.millis())
                            .put("outcome", entry.reason().isEmpty() ? "success" : "failure");
            entry.reason().ifPresent(reason -> one.put("reason", reason));
            entry.effect().ifPresent(effect -> one.put("effect", effect));
            entry.error().ifPresent(error -> one.put("error", error));
            if (entry.repeats()) {
                one.put("duplicate_possible", true);
            }
        }
        return json;
    }

    static ArrayNode warnings(List<RenderWarning> warnings) {
        ArrayNode array = Json.array();
        for (RenderWarning warning : warnings) {
            array.addObject().put("path", warning.path()).put("message", warning.text());
        }
        return array;
    }

    private static void time(ObjectNode json, String name, Optional<Instant> time) {
        time.ifPresent(at -> json.put(name, IsoTime.text(at)));
    }
}
