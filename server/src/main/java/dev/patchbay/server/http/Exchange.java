package dev.patchbay.server.http;

import dev.patchbay.engine.security.Caller;
import dev.patchbay.sdk.http.Headers;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A request that a handler answers.
 *
 * @param spaceId from the URL prefix, {@code default} without one
 * @param pathAndQuery as sent, for error texts
 * @param pathParams decoded segments by name
 * @param query parsed query: an object; values are strings, or arrays of strings for repeated names, before the schema's
 *     coercions
 * @param body parsed body with the schema's defaults; raw JSON when the route has no body schema; empty without a body
 * @param caller empty only on anonymous routes
 * @param clientAddress the peer, or what a trusted proxy says
 */
public record Exchange(
        String method,
        String spaceId,
        String pathAndQuery,
        Map<String, String> pathParams,
        JsonNode query,
        Optional<JsonNode> body,
        Headers headers,
        Optional<Caller> caller,
        String clientAddress) {

    /** A path parameter of the route. */
    public String pathParam(String name) {
        String value = pathParams.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no parameter " + name);
        }
        return value;
    }

    /** The caller of an authenticated route. */
    public Caller requireCaller() {
        return caller.orElseThrow(() -> new IllegalStateException("the route is anonymous"));
    }

    /** The body of a route with a body schema. */
    public JsonNode requireBody() {
        return body.orElseThrow(() -> new IllegalStateException("the route has no body"));
    }

    /** Method and route data only: header values, query and body may be secret. */
    @Override
    public String toString() {
        return "Exchange[" + method + " " + spaceId + "]";
    }
}
