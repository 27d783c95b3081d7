package dev.patchbay.sdk.connector;

import dev.patchbay.sdk.elasticsearch.AllowedIndices;

import tools.jackson.databind.JsonNode;

import java.util.Optional;

/** What a type may know of the server while it declares itself. Thread-safe. */
public interface TypeContext {

    /** A server on which nothing is set but which hosts are allowed. */
    static TypeContext ofDefaults(AllowedHosts allowedHosts) {
        return new DefaultTypeContext(allowedHosts);
    }

    /** The allow-list, {@code xpack.actions.allowedHosts}. */
    AllowedHosts allowedHosts();

    /**
     * A validated setting below {@code xpack.actions}, such as {@code webhook.ssl.pfx.enabled},
     * with its default applied; empty when it is unset and has none.
     */
    Optional<JsonNode> setting(String dottedName);

    /** {@code server.publicBaseUrl}, without a trailing slash; for links in what types send. */
    default Optional<String> publicBaseUrl() {
        return Optional.empty();
    }

    /** {@code patchbay.elasticsearch.allowedIndices}. */
    default AllowedIndices allowedIndices() {
        return AllowedIndices.DEFAULT;
    }
}
