package dev.patchbay.server.connectors;

import dev.patchbay.engine.connector.ConnectorRefusal;
import dev.patchbay.engine.execution.DryRequest;
import dev.patchbay.engine.execution.DryRun;
import dev.patchbay.engine.execution.ExecutionAnswer;
import dev.patchbay.sdk.http.Headers;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.outcome.Outcome;
import dev.patchbay.sdk.outcome.WireRetry;
import dev.patchbay.sdk.time.IsoTime;
import dev.patchbay.server.http.Answer;
import dev.patchbay.server.http.KibanaDialect;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;

/**
 * The one place where an execution becomes Kibana's answer (contract/actions-api.md, section 6.7).
 * Stateless.
 */
public final class ExecutionJson {

    private ExecutionJson() {}

    /** The answer of {@code _execute}; also how other doors say why nothing ran. */
    public static Answer answer(ExecutionAnswer answer) {
        return switch (answer) {
            case ExecutionAnswer.SystemConnector _ ->
                    Answer.error(400, "Execution of system action is not allowed");
            case ExecutionAnswer.Forbidden(String text) -> Answer.error(403, text);
            case ExecutionAnswer.NotFound(String id) ->
                    ConnectorAnswers.refusal(ConnectorRefusal.notFound(id));
            case ExecutionAnswer.Undecryptable _ -> Answer.error(500, KibanaDialect.INTERNAL_ERROR);
            case ExecutionAnswer.TypeNotRegistered(String type) ->
                    ConnectorAnswers.refusal(ConnectorRefusal.notRegistered(type));
            case ExecutionAnswer.TypeDisabled(String type) ->
                    ConnectorAnswers.refusal(ConnectorRefusal.disabled(type));
            case ExecutionAnswer.Finished finished ->
                    Answer.json(result(finished.connectorId(), finished.outcome()));
        };
    }

    /** The answer of {@code _dry_run}: the requests, or what an execution would answer. */
    static Answer answer(DryRun dryRun) {
        if (!(dryRun.answer() instanceof ExecutionAnswer.Finished finished)
                || (dryRun.requests().isEmpty() && finished.outcome() instanceof Outcome.Failed)) {
            return answer(dryRun.answer());
        }
        ObjectNode json =
                Json.object().put("connector_id", finished.connectorId()).put("status", "ok");
        json.set("requests", requests(dryRun.requests()));
        return Answer.json(json);
    }

    private static ObjectNode result(String connectorId, Outcome outcome) {
        ObjectNode json = Json.object().put("connector_id", connectorId);
        switch (outcome) {
            case Outcome.Ok ok -> {
                json.put("status", "ok");
                ok.data().ifPresent(data -> json.set("data", data));
            }
            case Outcome.Failed failed -> {
                json.put("status", "error").put("message", failed.message());
                failed.serviceMessage().ifPresent(text -> json.put("service_message", text));
                switch (failed.wireRetry()) {
                    case WireRetry.Absent _ -> {}
                    case WireRetry.Flag(boolean again) -> json.put("retry", again);
                    case WireRetry.At(Instant time) -> json.put("retry", IsoTime.text(time));
                }
                json.put("errorSource", failed.source().wireName());
            }
        }
        return json;
    }

    /** The requests of a dry run, redacted. */
    public static ArrayNode requests(List<DryRequest> requests) {
        ArrayNode array = Json.array();
        for (DryRequest request : requests) {
            ObjectNode json =
                    array.addObject().put("method", request.method()).put("url", request.url());
            ObjectNode headers = json.putObject("headers");
            for (Headers.Field field : request.headers().fields()) {
                headers.put(field.name(), field.value());
            }
            request.body().ifPresent(text -> json.put("body", text));
            if (request.handshake()) {
                json.put("handshake", true);
            }
        }
        return array;
    }
}
