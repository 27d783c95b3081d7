package dev.patchbay.acceptance;

import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What may be said to a fuzzed request. */
final class FuzzVerdict {

    private static final Pattern INSIDES =
            Pattern.compile(
                    "\\n\\s*at"
                        + " [\\w.$]+\\(|dev\\.patchbay\\.|java\\.(lang|util|io|net)\\.|tools\\.jackson|"
                        + "org\\.(eclipse|sqlite)|SQLITE_");

    private FuzzVerdict() {}

    /** What is wrong with an answer, or nothing. */
    static String fault(FuzzedRequest request, KeptConnection.Answer answer) throws IOException {
        if (answer.status() >= 500) {
            return "status " + answer.status();
        }
        if (answer.status() < 400 || request.head()) {
            return "";
        }
        String body = answer.body();
        if (INSIDES.matcher(body).find()) {
            return "insides shown";
        }
        JsonNode json;
        try {
            json = Json.read(body);
        } catch (RuntimeException e) {
            return "no JSON";
        }
        boolean kibana =
                json.path("statusCode").intValue(0) == answer.status()
                        && json.path("error").isString()
                        && json.path("message").isString();
        boolean elasticsearch =
                json.path("status").intValue(0) == answer.status()
                        && json.path("error").path("root_cause").isArray();
        // A path or method that Elasticsearch does not know has a text; what is not there, an
        // object.
        boolean unknown =
                new String(request.bytes(), StandardCharsets.ISO_8859_1)
                                .lines()
                                .findFirst()
                                .orElse("")
                                .contains("/_security")
                        && (json.path("error").isString() || answer.status() == 404);
        return kibana || elasticsearch || unknown ? "" : "no envelope";
    }
}
