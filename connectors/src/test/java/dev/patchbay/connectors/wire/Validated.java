package dev.patchbay.connectors.wire;

import dev.patchbay.sdk.connector.Check;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.connector.Operation;
import dev.patchbay.sdk.connector.Operations;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.CrossTexts;
import dev.patchbay.sdk.schema.Parsed;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/** The values of a case after validation, in the order of a run (actions-api, section 6.7). */
record Validated(JsonNode config, JsonNode secrets, JsonNode params, Optional<String> refused) {

    static Validated of(ConnectorType type, JsonNode config, JsonNode secrets, JsonNode params) {
        Operation operation = ((Operations.Single) type.operations()).operation();
        Parsed parsedParams = operation.params().parse(params);
        Parsed parsedConfig = type.config().parse(config);
        Parsed parsedSecrets = type.secrets().parse(secrets);
        Optional<String> refused =
                violation("action params", parsedParams, operation.check())
                        .or(() ->
                                violation(
                                        "connector type config", parsedConfig, type.configCheck()))
                        .or(() ->
                                violation(
                                        "connector type secrets",
                                        parsedSecrets,
                                        type.secretsCheck()))
                        .or(() ->
                                type.combinedCheck()
                                        .violation(config, secrets)
                                        .map(text ->
                                                "error validating action type connector: " + text));
        return refused.isPresent()
                ? new Validated(Json.object(), Json.object(), Json.object(), refused)
                : new Validated(
                        parsedConfig.get(), parsedSecrets.get(), parsedParams.get(), refused);
    }

    private static Optional<String> violation(String what, Parsed parsed, Check check) {
        String prefix = "error validating " + what + ": ";
        if (!parsed.fits()) {
            return Optional.of(prefix + CrossTexts.print(parsed.issues()));
        }
        return check.violation((ObjectNode) parsed.get()).map(text -> prefix + text);
    }
}
