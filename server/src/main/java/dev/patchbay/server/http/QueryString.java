package dev.patchbay.server.http;

import dev.patchbay.sdk.json.Json;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads a query as Node does: {@code +} is a space, a broken escape stays as it is, repeated names
 * make an array.
 */
final class QueryString {

    private QueryString() {}

    /** The parameters in order. */
    static ObjectNode parse(@Nullable String raw) {
        ObjectNode query = Json.object();
        if (raw == null || raw.isEmpty()) {
            return query;
        }
        int start = 0;
        while (start <= raw.length()) {
            int end = raw.indexOf('&', start);
            String pair = raw.substring(start, end < 0 ? raw.length() : end);
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                add(query, name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
            if (end < 0) {
                break;
            }
            start = end + 1;
        }
        return query;
    }

    private static void add(ObjectNode query, String name, String value) {
        JsonNode earlier = query.get(name);
        if (earlier == null) {
            query.put(name, value);
        } else if (earlier instanceof ArrayNode array) {
            array.add(value);
        } else {
            query.set(name, Json.array().add(earlier).add(value));
        }
    }

    private static String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        String spaced = text.replace('+', ' ');
        Optional<String> decoded = RequestPath.decode(spaced);
        return decoded.orElseGet(() -> lenient(spaced));
    }

    private static String lenient(String text) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            int high = i + 2 < in.length && in[i] == '%' ? Character.digit(in[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(in[i + 2], 16);
            if (low < 0) {
                out[length++] = in[i];
            } else {
                out[length++] = (byte) (high << 4 | low);
                i += 2;
            }
        }
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }
}
