package dev.patchbay.sdk.connector;

import tools.jackson.databind.JsonNode;

import java.util.Optional;

/** A check over config and secrets together, as the request gave them: defaults are not applied. */
@FunctionalInterface
public interface CombinedCheck {

    /** The violation, or empty. */
    Optional<String> violation(JsonNode rawConfig, JsonNode rawSecrets);

    /** No check. */
    CombinedCheck NONE = (config, secrets) -> Optional.empty();
}
