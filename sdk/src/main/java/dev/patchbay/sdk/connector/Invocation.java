package dev.patchbay.sdk.connector;

import dev.patchbay.sdk.http.HttpTransport;
import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.oauth.AccessTokens;
import dev.patchbay.sdk.secret.SecretValues;
import dev.patchbay.sdk.time.Clock;
import dev.patchbay.sdk.transport.Transports;

import org.slf4j.Logger;

import tools.jackson.databind.JsonNode;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * What one attempt is given. Values are validated, decrypted, with defaults applied.
 *
 * @param connector which connector runs
 * @param config parsed config
 * @param secrets parsed secrets
 * @param params parsed params of the operation
 * @param deliveryId one id over all attempts of a delivery; empty for a direct execution
 * @param checkpoint where an earlier attempt stopped; empty at the first
 * @param transports the only ways out
 * @param secretValues values that are redacted from the outcome; add what comes up on the way
 * @param log the type's log category, {@code plugins.actions.<type without dot>}
 * @param bindings of config and secrets, kept with the connector
 */
public record Invocation(
        ConnectorIdentity connector,
        JsonNode config,
        JsonNode secrets,
        JsonNode params,
        Optional<String> deliveryId,
        Optional<JsonNode> checkpoint,
        Transports transports,
        SecretValues secretValues,
        Clock clock,
        Logger log,
        Bindings bindings) {

    /** With bindings of its own. */
    public Invocation(
            ConnectorIdentity connector,
            JsonNode config,
            JsonNode secrets,
            JsonNode params,
            Optional<String> deliveryId,
            Optional<JsonNode> checkpoint,
            Transports transports,
            SecretValues secretValues,
            Clock clock,
            Logger log) {
        this(
                connector,
                config,
                secrets,
                params,
                deliveryId,
                checkpoint,
                transports,
                secretValues,
                clock,
                log,
                new Bindings(config, secrets));
    }

    /** HTTP, the way out of most types. */
    public HttpTransport http() {
        return transports.http();
    }

    /** OAuth 2 access tokens of this connector. */
    public AccessTokens tokens() {
        return transports.tokens();
    }

    /** Config as an immutable record, which the attempts of the connector share. */
    public <T> T config(Class<T> type) {
        return bindings.config(type);
    }

    /**
     * Secrets as an immutable record whose texts are {@link dev.patchbay.sdk.secret.Secret}, which
     * the attempts of the connector share.
     */
    public <T> T secrets(Class<T> type) {
        return bindings.secrets(type);
    }

    /**
     * What follows from config and secrets alone, such as a header of credentials: made by the
     * first attempt that asks and shared by the attempts of the connector, so it must be immutable.
     * One for each class.
     */
    public <T> T derived(Class<T> type, Supplier<T> making) {
        return bindings.derived(type, making);
    }

    /** Params as a record. */
    public <T> T params(Class<T> type) {
        return Json.bind(params, type);
    }

    /** Says nothing of values. */
    @Override
    public String toString() {
        return "Invocation[" + connector + "]";
    }
}
