package dev.patchbay.engine.execution;

import dev.patchbay.engine.security.Caller;
import dev.patchbay.sdk.http.Cancellation;

import tools.jackson.databind.JsonNode;

import java.util.Optional;

/**
 * One attempt to be made.
 *
 * @param params as the caller sent them, or as a delivery stored them: final text, nothing is
 *     rendered
 * @param caller whose rights count
 * @param source {@code kibana.action.execution.source}, such as {@link #HTTP}
 * @param deliveryId one id over all attempts of a delivery; empty for a direct execution
 * @param checkpoint where an earlier attempt of the delivery stopped
 */
public record ExecutionRequest(
        String spaceId,
        String connectorId,
        JsonNode params,
        Caller caller,
        String source,
        Cancellation cancellation,
        Optional<String> deliveryId,
        Optional<JsonNode> checkpoint) {

    /** The source of a direct execution. */
    public static final String HTTP = "http_request";

    /** A direct execution over HTTP. */
    public static ExecutionRequest direct(
            String spaceId,
            String connectorId,
            JsonNode params,
            Caller caller,
            Cancellation cancellation) {
        return new ExecutionRequest(
                spaceId,
                connectorId,
                params,
                caller,
                HTTP,
                cancellation,
                Optional.empty(),
                Optional.empty());
    }

    /** Without params, which may be secret. */
    @Override
    public String toString() {
        return "ExecutionRequest[" + spaceId + "/" + connectorId + " " + source + "]";
    }
}
