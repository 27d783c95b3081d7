package dev.patchbay.sdk.connector;

import tools.jackson.databind.JsonNode;

import java.util.Optional;

/** A server without a setting of its own. */
record DefaultTypeContext(AllowedHosts allowedHosts) implements TypeContext {

    @Override
    public Optional<JsonNode> setting(String dottedName) {
        return Optional.empty();
    }
}
