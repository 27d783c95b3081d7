package dev.patchbay.sdk.http;

import dev.patchbay.sdk.json.Json;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An answer, whatever its status.
 *
 * @param status 100–599
 * @param reasonPhrase from the status line, else the standard phrase
 * @param body decompressed, at most the response limit; empty when there was none
 */
public record HttpReply(int status, String reasonPhrase, Headers headers, byte[] body)
        implements HttpResult {

    /** 200–299. */
    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** The body as UTF-8 text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as JSON when it parses, whatever its content type says. */
    public Optional<JsonNode> json() {
        if (body.length == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(body));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** The body as JSON when it parses, otherwise as a JSON string (section 1.5). */
    public JsonNode data() {
        return json().orElseGet(() -> StringNode.valueOf(text()));
    }

    @Override
    public String toString() {
        return "HttpReply[" + status + ", " + body.length + " bytes]";
    }
}
