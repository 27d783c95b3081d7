package dev.patchbay.engine.connector;

import dev.patchbay.sdk.connector.Check;
import dev.patchbay.sdk.connector.CombinedCheck;
import dev.patchbay.sdk.connector.ConnectorType;
import dev.patchbay.sdk.schema.CrossTexts;
import dev.patchbay.sdk.schema.Parsed;
import dev.patchbay.sdk.schema.Schema;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/**
 * Validates config, secrets and params against a type and words what is wrong with them
 * (contract/actions-api.md, sections 7.3 and 7.4). Messages name keys and types, never values of
 * secrets. Stateless.
 */
public final class TypeValidation {

    private static final String CONFIG = "error validating connector type config: ";
    private static final String SECRETS = "error validating connector type secrets: ";
    private static final String COMBINED = "error validating action type connector: ";
    private static final String PARAMS = "error validating action params: ";

    private TypeValidation() {}

    /** What came of it. */
    public sealed interface Result {}

    /** Fits; {@code value} has defaults applied. */
    public record Valid(ObjectNode value) implements Result {
        /** Without the value, which may be secret. */
        @Override
        public String toString() {
            return "Valid";
        }
    }

    /** Does not fit; the whole message with its prefix. */
    public record Invalid(String message) implements Result {}

    /** Config: the schema, then the type's check. */
    public static Result config(ConnectorType type, JsonNode raw) {
        return read(CONFIG, type.config(), type.configCheck(), raw);
    }

    /** Secrets: the schema, then the type's check. */
    public static Result secrets(ConnectorType type, JsonNode raw) {
        return read(SECRETS, type.secrets(), type.secretsCheck(), raw);
    }

    /**
     * Params of an operation or of a whole type: the schema, then the check.
     *
     * @param schema whose value is an object
     */
    public static Result params(Schema schema, Check check, JsonNode raw) {
        return read(PARAMS, schema, check, raw);
    }

    /** Config and secrets together, both as they were given; only for types that compare them. */
    public static Optional<Invalid> combined(
            ConnectorType type, JsonNode rawConfig, JsonNode rawSecrets) {
        if (type.combinedCheck() == CombinedCheck.NONE) {
            return Optional.empty();
        }
        return violation(type.combinedCheck(), rawConfig, rawSecrets)
                .map(text -> new Invalid(COMBINED + text));
    }

    private static Optional<String> violation(
            CombinedCheck check, JsonNode rawConfig, JsonNode rawSecrets) {
        if (isNothing(rawConfig)) {
            return Optional.of("config must be defined");
        }
        return isNothing(rawSecrets)
                ? Optional.of("secrets must be defined")
                : check.violation(rawConfig, rawSecrets);
    }

    private static boolean isNothing(JsonNode node) {
        return node.isNull() || node.isMissingNode();
    }

    private static Result read(String prefix, Schema schema, Check check, JsonNode raw) {
        Parsed parsed = schema.parse(raw);
        if (!parsed.fits()) {
            return new Invalid(prefix + CrossTexts.print(parsed.issues()));
        }
        if (!(parsed.get() instanceof ObjectNode value)) {
            throw new IllegalStateException("a type's schema lets through what is no object");
        }
        return check.violation(value)
                .<Result>map(text -> new Invalid(prefix + text))
                .orElseGet(() -> new Valid(value));
    }
}
