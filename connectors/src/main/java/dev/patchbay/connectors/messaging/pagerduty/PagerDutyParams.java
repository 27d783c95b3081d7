package dev.patchbay.connectors.messaging.pagerduty;

import com.fasterxml.jackson.annotation.JsonProperty;

import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.Optional;

/** An event as the caller gives it. */
record PagerDutyParams(
        Optional<String> eventAction,
        Optional<String> dedupKey,
        Optional<String> summary,
        Optional<String> source,
        Optional<String> severity,
        Optional<String> timestamp,
        Optional<String> component,
        Optional<String> group,
        @JsonProperty("class") Optional<String> className,
        Optional<JsonNode> links,
        Optional<JsonNode> customDetails) {

    static final String TRIGGER = "trigger";

    PagerDutyParams {
        // Binding makes an absent tree a present null.
        links = links.filter(node -> !node.isNull());
        customDetails = customDetails.filter(node -> !node.isNull());
    }

    String action() {
        return eventAction.orElse(TRIGGER);
    }

    boolean triggers() {
        return action().equals(TRIGGER);
    }

    /** The key, unless it is empty. */
    Optional<String> key() {
        return dedupKey.filter(key -> !key.isEmpty());
    }

    /** When it happened; validated params have a readable time or none. */
    Optional<Instant> time() {
        return timestamp.flatMap(PagerDutyTimestamp::read);
    }
}
