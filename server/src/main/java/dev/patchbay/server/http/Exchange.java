package dev.patchbay.server.http;

import dev.patchbay.engine.security.Caller;
import dev.patchbay.sdk.http.Cancellation;
import dev.patchbay.sdk.http.Headers;

import tools.jackson.databind.JsonNode;

import java.util.Map;
import java.util.Optional;

/**
 * A request that a handler answers.
 *
 * @param spaceId from the URL prefix, {@code default} without one
 * @param pathAndQuery as sent, for error texts
 * @param pathParams decoded segments by name; an optional last segment that was not sent is absent
 * @param query parsed query with the schema's defaults and coercions: an object; without a schema
 *     its values are strings, or arrays of strings for repeated names
 * @param body parsed body with the schema's defaults; raw JSON when the route has no body schema;
 *     empty without a body
 * @param content the body's bytes on routes with {@link Route#withUpload}; empty elsewhere
 * @param caller empty only on anonymous routes
 * @param clientAddress the peer, or what a trusted proxy says
 * @param requestId for log lines; {@code X-Opaque-Id} from those who are trusted with it
 * @param cancellation happens when the client leaves before it has the answer
 */
public record Exchange(
        String method,
        String spaceId,
        String pathAndQuery,
        Map<String, String> pathParams,
        JsonNode query,
        Optional<JsonNode> body,
        byte[] content,
        Headers headers,
        Optional<Caller> caller,
        String clientAddress,
        String requestId,
        Cancellation cancellation) {

    /** A path parameter of the route. */
    public String pathParam(String name) {
        return optionalPathParam(name)
                .orElseThrow(
                        () -> new IllegalArgumentException("the route has no parameter " + name));
    }

    /** A path parameter that may be missing ({@code {name?}}). */
    public Optional<String> optionalPathParam(String name) {
        return Optional.ofNullable(pathParams.get(name));
    }

    /** The caller of an authenticated route. */
    public Caller requireCaller() {
        return caller.orElseThrow(() -> new IllegalStateException("the route is anonymous"));
    }

    /** The body of a route with a body schema. */
    public JsonNode requireBody() {
        return body.orElseThrow(() -> new IllegalStateException("the route has no body"));
    }

    /** Method and space only: header values, query and body may be secret. */
    @Override
    public String toString() {
        return "Exchange[" + method + " " + spaceId + "]";
    }
}
