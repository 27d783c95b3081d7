package dev.patchbay.server.http;

import dev.patchbay.sdk.http.Headers;
import dev.patchbay.sdk.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/**
 * What a handler answers.
 *
 * @param contentType empty = no body and no content type
 * @param body writes the body; called once
 */
public record Answer(int status, String contentType, Headers headers, Body body) {

    /** Kibana's JSON content type. */
    public static final String JSON = "application/json; charset=utf-8";

    /** Writes a body. */
    @FunctionalInterface
    public interface Body {
        /** Writes it all. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** 200 with JSON. */
    public static Answer json(JsonNode body) {
        return json(200, body);
    }

    /** JSON with any status. */
    public static Answer json(int status, JsonNode body) {
        byte[] bytes = Json.writeBytes(body);
        return new Answer(status, JSON, Headers.EMPTY, out -> out.write(bytes));
    }

    /** A text with a content type. */
    public static Answer text(int status, String contentType, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Answer(status, contentType, Headers.EMPTY, out -> out.write(bytes));
    }

    /** 204. */
    public static Answer noContent() {
        return new Answer(204, "", Headers.EMPTY, out -> {});
    }

    /** Kibana's error envelope (contract/actions-api.md, section 1.3). */
    public static Answer error(int status, String message) {
        return json(
                status,
                Json.object()
                        .put("statusCode", status)
                        .put("error", ReasonPhrases.of(status))
                        .put("message", message));
    }

    /** With one more header. */
    public Answer withHeader(String name, String value) {
        return new Answer(status, contentType, headers.with(name, value), body);
    }
}
