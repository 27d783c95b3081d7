package dev.patchbay.engine.eventlog;

import dev.patchbay.sdk.elasticsearch.ElasticsearchTransport;
import dev.patchbay.sdk.http.HttpFailure;
import dev.patchbay.sdk.http.HttpReply;
import dev.patchbay.sdk.http.HttpResult;
import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/** The index template that makes a name a data stream of events. Stateless. */
final class EventTemplate {

    private static final String JSON = "application/json";
    private static final int NOT_FOUND = 404;
    private static final int PRIORITY = 200;

    private EventTemplate() {}

    /** Makes it when it is missing; why that cannot be. One that is there is the operator's. */
    static Optional<String> ensure(ElasticsearchTransport cluster, String stream) {
        String path = "/_index_template/patchbay-events-" + stream;
        HttpResult found = cluster.send("GET", path, JSON, Optional.empty());
        if (found instanceof HttpReply reply && reply.status() == NOT_FOUND) {
            found = cluster.send("PUT", path, JSON, Optional.of(Json.writeBytes(template(stream))));
        }
        return switch (found) {
            case HttpFailure failure -> Optional.of(failure.message());
            case HttpReply reply ->
                    reply.ok()
                            ? Optional.empty()
                            : Optional.of(
                                    "the index template: "
                                            + reply.status()
                                            + " "
                                            + reply.reasonPhrase());
        };
    }

    private static ObjectNode template(String stream) {
        ObjectNode template = Json.object();
        template.putArray("index_patterns").add(stream);
        template.putObject("data_stream");
        template.put("priority", PRIORITY);
        ObjectNode mappings = template.putObject("template").putObject("mappings");
        mappings.putArray("dynamic_templates")
                .addObject()
                .putObject("texts")
                .put("match_mapping_type", "string")
                .putObject("mapping")
                .put("type", "keyword")
                .put("ignore_above", 1024);
        ObjectNode properties = mappings.putObject("properties");
        properties.putObject("@timestamp").put("type", "date");
        properties.putObject("message").put("type", "text");
        properties
                .putObject("error")
                .putObject("properties")
                .putObject("message")
                .put("type", "text");
        ObjectNode event = properties.putObject("event").putObject("properties");
        event.putObject("start").put("type", "date");
        event.putObject("end").put("type", "date");
        event.putObject("duration").put("type", "long");
        properties
                .putObject("kibana")
                .putObject("properties")
                .putObject("saved_objects")
                .put("type", "nested");
        return template;
    }
}
