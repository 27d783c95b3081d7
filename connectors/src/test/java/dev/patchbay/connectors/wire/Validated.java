package dev.patchbay.connectors.wire;

import dev.patchbay.sdk.connector.ConnectorIdentity;
import dev.patchbay.sdk.connector.ConnectorType;

import tools.jackson.databind.JsonNode;

import java.util.Optional;

/** The values of a case after validation, in the order of a run (actions-api, section 6.7). */
record Validated(JsonNode config, JsonNode secrets, Choice choice, Optional<String> refused) {

    static Validated of(
            ConnectorType type,
            ConnectorIdentity connector,
            JsonNode config,
            JsonNode secrets,
            JsonNode params) {
        Choice choice = Choice.of(type, connector, params);
        Optional<String> refused =
                invalid(choice)
                        .map(text -> "error validating action params: " + text)
                        .or(() ->
                                Choice.violation(type.config(), type.configCheck(), config)
                                        .map(text ->
                                                "error validating connector type config: " + text))
                        .or(() ->
                                Choice.violation(type.secrets(), type.secretsCheck(), secrets)
                                        .map(text ->
                                                "error validating connector type secrets: " + text))
                        .or(() ->
                                type.combinedCheck()
                                        .violation(config, secrets)
                                        .map(text ->
                                                "error validating action type connector: " + text));
        return refused.isPresent()
                ? new Validated(config, secrets, choice, refused)
                : new Validated(
                        type.config().parse(config).get(),
                        type.secrets().parse(secrets).get(),
                        choice,
                        refused);
    }

    private static Optional<String> invalid(Choice choice) {
        return choice instanceof Choice.Invalid(String text) ? Optional.of(text) : Optional.empty();
    }
}
