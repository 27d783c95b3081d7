package dev.patchbay.sdk.connector;

import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Config and secrets of a connector bound to records: once, not in each attempt. What a type binds
 * to is shared between attempts and so must be immutable, as records of values are. Thread-safe.
 */
public final class Bindings {

    private final JsonNode config;
    private final JsonNode secrets;
    private final Map<Class<?>, Object> boundConfig = new ConcurrentHashMap<>(2);
    private final Map<Class<?>, Object> boundSecrets = new ConcurrentHashMap<>(2);

    /** For the validated values of one connector. */
    public Bindings(JsonNode config, JsonNode secrets) {
        this.config = config;
        this.secrets = secrets;
    }

    <T> T config(Class<T> type) {
        return bound(boundConfig, config, type);
    }

    <T> T secrets(Class<T> type) {
        return bound(boundSecrets, secrets, type);
    }

    private static <T> T bound(Map<Class<?>, Object> all, JsonNode node, Class<T> type) {
        Object found = all.get(type);
        return type.cast(
                found != null ? found : all.computeIfAbsent(type, _ -> Json.bind(node, type)));
    }

    /** Says nothing of values. */
    @Override
    public String toString() {
        return "Bindings";
    }
}
