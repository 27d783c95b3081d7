package dev.patchbay.connectors.wire;

import dev.patchbay.sdk.connector.AllowedHosts;
import dev.patchbay.sdk.connector.TypeContext;
import dev.patchbay.sdk.elasticsearch.AllowedIndices;

import tools.jackson.databind.JsonNode;

import java.util.Map;
import java.util.Optional;

/** The server as a type sees it while it declares itself. */
record CaseContext(AllowedHosts allowedHosts, Map<String, JsonNode> settings)
        implements TypeContext {

    @Override
    public Optional<JsonNode> setting(String dottedName) {
        return Optional.ofNullable(settings.get(dottedName));
    }

    @Override
    public Optional<String> publicBaseUrl() {
        return setting("server.publicBaseUrl").map(JsonNode::asString);
    }

    @Override
    public AllowedIndices allowedIndices() {
        return new AllowedIndices(
                setting("patchbay.elasticsearch.allowedIndices")
                        .map(list -> list.valueStream().map(JsonNode::asString).toList()));
    }
}
