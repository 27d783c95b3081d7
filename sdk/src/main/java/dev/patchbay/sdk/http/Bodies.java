package dev.patchbay.sdk.http;

import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Puts a body on a call as Kibana's HTTP client does (contract/connectors-messaging-webhook.md,
 * section 1.5).
 */
public final class Bodies {

    private static final String CONTENT_TYPE = "Content-Type";

    private Bodies() {}

    /** A JSON body, with {@code application/json} unless a type is set. */
    public static HttpCall json(HttpCall call, JsonNode body) {
        return call.withHeaders(call.headers().withDefault(CONTENT_TYPE, "application/json"))
                .withBody(Json.writeBytes(body));
    }

    /**
     * A text body. Empty: no body. No content type: sent verbatim as {@code
     * application/x-www-form-urlencoded}. JSON content type: trimmed when it parses, otherwise as a
     * JSON string literal.
     */
    public static HttpCall text(HttpCall call, String body) {
        if (body.isEmpty()) {
            return call;
        }
        String type = call.headers().first(CONTENT_TYPE).orElse("");
        if (type.isEmpty()) {
            return call.withHeaders(
                            call.headers().with(CONTENT_TYPE, "application/x-www-form-urlencoded"))
                    .withBody(utf8(body));
        }
        return call.withBody(utf8(type.contains("application/json") ? jsonText(body) : body));
    }

    /** A form, fields sorted by name, as token endpoints get it (section 1.7). */
    public static HttpCall form(HttpCall call, Map<String, String> fields) {
        String text =
                new TreeMap<>(fields)
                        .entrySet().stream()
                                .map(field ->
                                        encode(field.getKey()) + "=" + encode(field.getValue()))
                                .collect(Collectors.joining("&"));
        return call.withHeaders(
                        call.headers()
                                .with(
                                        CONTENT_TYPE,
                                        "application/x-www-form-urlencoded; charset=UTF-8"))
                .withBody(utf8(text));
    }

    private static String jsonText(String body) {
        String trimmed = body.strip();
        return Json.isOne(trimmed) ? trimmed : Json.write(StringNode.valueOf(body));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
