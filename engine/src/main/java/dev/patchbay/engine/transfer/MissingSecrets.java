package dev.patchbay.engine.transfer;

import dev.patchbay.engine.connector.ConnectorTypes;
import dev.patchbay.engine.connector.TypeValidation;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;

import java.util.Optional;

/**
 * Whether a connector needs secrets that an export does not carry (contract/actions-api.md, section
 * 13.1). Stateless.
 */
final class MissingSecrets {

    private MissingSecrets() {}

    /**
     * No secrets are tried against the type; where they pass, {@code hasAuth} of the config
     * decides. A type that is not registered may need any.
     */
    static boolean of(ConnectorTypes types, String typeId, JsonNode config) {
        Optional<ConnectorType> type = types.find(typeId);
        if (type.isEmpty()
                || TypeValidation.secrets(type.get(), Json.object())
                        instanceof TypeValidation.Invalid) {
            return true;
        }
        return config.path("hasAuth").booleanValue(false);
    }
}
