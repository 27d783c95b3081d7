package dev.patchbay.demo;

import java.util.List;
import java.util.Map;

/** A request as it reached a fake: header names in lower case, each with its values in order. */
public record Received(String method, String path, Map<String, List<String>> headers, String body) {

    /** The first value of a header, or an empty text. */
    public String header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, List.of("")).getFirst();
    }

    /** Several lines for a terminal; credentials are shown, because a fake has no real ones. */
    public String describe() {
        StringBuilder text = new StringBuilder(method).append(' ').append(path).append('\n');
        headers.forEach((name, values) ->
                values.forEach(value ->
                        text.append("  ").append(name).append(": ").append(value).append('\n')));
        return text.append("  ").append(body.replace("\n", "\n  ")).append('\n').toString();
    }
}
