package dev.patchbay.connectors.messaging.index;

import dev.patchbay.sdk.http.HttpReply;

import tools.jackson.databind.JsonNode;

import java.util.stream.Collectors;

/** What a cluster says against a request, in the words of Elastic's client. Stateless. */
final class ClusterErrors {

    private ClusterErrors() {}

    static String text(HttpReply reply) {
        JsonNode error = reply.data().path("error");
        if (error.isObject()) {
            String causes =
                    error.path("root_cause")
                            .valueStream()
                            .map(cause -> "\t\t" + cause(cause))
                            .collect(Collectors.joining("\n"));
            String type = error.path("type").asString("");
            return causes.isEmpty() ? cause(error) : type + "\n\tRoot causes:\n" + causes;
        }
        if (error.isString()) {
            return error.asString();
        }
        String text = reply.text().strip();
        return text.isEmpty() ? "Response Error" : text;
    }

    private static String cause(JsonNode cause) {
        return cause.path("type").asString("") + ": " + cause.path("reason").asString("");
    }
}
