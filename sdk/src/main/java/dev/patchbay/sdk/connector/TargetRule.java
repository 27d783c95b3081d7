package dev.patchbay.sdk.connector;

import tools.jackson.databind.JsonNode;

import java.util.Optional;

/**
 * Where a call goes, of types whose params may choose it: what is dead there says nothing of the
 * other places that the same connector reaches (ADR 12). Pure and thread-safe.
 */
@FunctionalInterface
public interface TargetRule {

    /** Every call of a connector goes to the same place. */
    TargetRule OF_THE_CONNECTOR = (_, _) -> Optional.empty();

    /**
     * The URL that params choose; empty when the connector decides.
     *
     * @param config config as stored
     * @param params params as given: not validated, so nothing may be taken for granted
     */
    Optional<String> url(JsonNode config, JsonNode params);
}
