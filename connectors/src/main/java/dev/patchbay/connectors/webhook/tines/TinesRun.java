package dev.patchbay.connectors.webhook.tines;

import tools.jackson.databind.JsonNode;

import java.util.Optional;

/** Params of {@code run} and {@code test}. */
record TinesRun(Optional<Webhook> webhook, Optional<String> webhookUrl, String body) {

    /** A webhook of a story; older callers give its path and secret along. */
    record Webhook(JsonNode id, Optional<String> path, Optional<String> secret) {}

    /** The URL, unless it is empty. */
    Optional<String> url() {
        return webhookUrl.filter(text -> !text.isEmpty());
    }
}
