package dev.patchbay.connectors.messaging.xmatters;

import dev.patchbay.connectors.shared.UrlChecks;
import dev.patchbay.sdk.connector.AllowedHosts;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/** Which fields go together. */
record XmattersChecks(AllowedHosts allowed) {

    Optional<String> config(ObjectNode config) {
        JsonNode url = config.path("configUrl");
        return config.path("usesBasic").asBoolean() && url.isString()
                ? new UrlChecks(allowed, XmattersTexts.CONFIGURATION)
                        .violation(url.stringValue(), XmattersTexts.UNPARSABLE)
                : Optional.empty();
    }

    Optional<String> secrets(ObjectNode secrets) {
        boolean user = given(secrets, "user");
        boolean password = given(secrets, "password");
        if (!given(secrets, "secretsUrl")) {
            if (!user && !password) {
                return Optional.of(XmattersTexts.NO_CREDENTIALS);
            }
            return user && password
                    ? Optional.empty()
                    : Optional.of(XmattersTexts.HALF_CREDENTIALS);
        }
        return user || password
                ? Optional.of(XmattersTexts.BOTH_CREDENTIALS)
                : new UrlChecks(allowed, "")
                        .violation(
                                secrets.path("secretsUrl").asString(),
                                XmattersTexts.BAD_SECRETS_URL);
    }

    /** Defaults are not applied here: Basic is what a missing {@code usesBasic} means. */
    Optional<String> together(JsonNode config, JsonNode secrets) {
        return config.path("usesBasic").asBoolean(true)
                ? basic(config, secrets)
                : byUrl(config, secrets);
    }

    private static Optional<String> basic(JsonNode config, JsonNode secrets) {
        if (given(secrets, "secretsUrl")) {
            return Optional.of(XmattersTexts.URL_WITH_BASIC);
        }
        if (!set(secrets, "user")) {
            return Optional.of(XmattersTexts.NO_USER);
        }
        if (!set(secrets, "password")) {
            return Optional.of(XmattersTexts.NO_PASSWORD);
        }
        return set(config, "configUrl")
                ? Optional.empty()
                : Optional.of(XmattersTexts.NO_CONFIG_URL);
    }

    private static Optional<String> byUrl(JsonNode config, JsonNode secrets) {
        if (given(secrets, "user") || given(secrets, "password")) {
            return Optional.of(XmattersTexts.CREDENTIALS_WITHOUT_BASIC);
        }
        if (given(config, "configUrl")) {
            return Optional.of(XmattersTexts.CONFIG_URL_WITHOUT_BASIC);
        }
        return set(secrets, "secretsUrl")
                ? Optional.empty()
                : Optional.of(XmattersTexts.NO_SECRETS_URL);
    }

    private static boolean set(JsonNode values, String name) {
        return values.path(name).isString();
    }

    private static boolean given(JsonNode values, String name) {
        return !values.path(name).asString("").isEmpty();
    }
}
