package dev.patchbay.engine.execution;

import dev.patchbay.engine.connector.TypeValidation;
import dev.patchbay.sdk.connector.Bindings;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.secret.SecretValues;

import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;
import java.util.Set;

/**
 * What an attempt needs of a connector and what stays the same until the connector changes: config
 * and secrets validated with defaults, or why they are invalid, and the redaction of its secrets.
 * Immutable but for its nodes, which nobody changes; thread-safe.
 *
 * @param invalid message of the first of config, secrets and both together that does not validate;
 *     the nodes are then empty
 * @param known the secret values
 */
record PreparedConnector(
        Optional<String> invalid,
        ObjectNode config,
        ObjectNode secrets,
        Bindings bindings,
        Set<String> known,
        Redactor redactor) {

    /** Validates and prepares. */
    static PreparedConnector of(ConnectorType type, ObjectNode config, ObjectNode secrets) {
        SecretValues values = new SecretValues();
        values.addAll(secrets);
        return switch (TypeValidation.config(type, config)) {
            case TypeValidation.Invalid(String message) -> invalid(message, values);
            case TypeValidation.Valid(ObjectNode validConfig) ->
                    switch (TypeValidation.secrets(type, secrets)) {
                        case TypeValidation.Invalid(String message) -> invalid(message, values);
                        case TypeValidation.Valid(ObjectNode validSecrets) ->
                                TypeValidation.combined(type, config, secrets)
                                        .map(wrong -> invalid(wrong.message(), values))
                                        .orElseGet(() -> valid(validConfig, validSecrets, values));
                    };
        };
    }

    private static PreparedConnector valid(
            ObjectNode config, ObjectNode secrets, SecretValues values) {
        values.addAll(secrets);
        Set<String> known = values.all();
        return new PreparedConnector(
                Optional.empty(),
                config,
                secrets,
                new Bindings(config, secrets),
                known,
                new Redactor(known));
    }

    private static PreparedConnector invalid(String message, SecretValues values) {
        Set<String> known = values.all();
        ObjectNode nothing = Json.object();
        return new PreparedConnector(
                Optional.of(message),
                nothing,
                nothing,
                new Bindings(nothing, nothing),
                known,
                new Redactor(known));
    }

    @Override
    public String toString() {
        return "PreparedConnector";
    }
}
