package dev.patchbay.sdk.connector;

import dev.patchbay.sdk.json.Json;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.function.Supplier;

/**
 * Config and secrets of a connector bound to records, and what else follows from them alone: made
 * once, not in each attempt. What a type binds to is shared between attempts and so must be
 * immutable, as records of values are. Thread-safe.
 */
public final class Bindings {

    /** A type has a handful: looking through them is quicker than hashing. */
    private record Bound(Class<?> type, Object value, @Nullable Bound next) {}

    private final JsonNode config;
    private final JsonNode secrets;
    private volatile @Nullable Bound boundConfig;
    private volatile @Nullable Bound boundSecrets;
    private volatile @Nullable Bound derived;

    /** For the validated values of one connector. */
    public Bindings(JsonNode config, JsonNode secrets) {
        this.config = config;
        this.secrets = secrets;
    }

    <T> T config(Class<T> type) {
        T found = find(boundConfig, type);
        return found != null ? found : bindConfig(type);
    }

    <T> T secrets(Class<T> type) {
        T found = find(boundSecrets, type);
        return found != null ? found : bindSecrets(type);
    }

    <T> T derived(Class<T> type, Supplier<T> making) {
        T found = find(derived, type);
        return found != null ? found : derive(type, making);
    }

    private synchronized <T> T bindConfig(Class<T> type) {
        T found = find(boundConfig, type);
        if (found == null) {
            found = Json.bind(config, type);
            boundConfig = new Bound(type, found, boundConfig);
        }
        return found;
    }

    private synchronized <T> T bindSecrets(Class<T> type) {
        T found = find(boundSecrets, type);
        if (found == null) {
            found = Json.bind(secrets, type);
            boundSecrets = new Bound(type, found, boundSecrets);
        }
        return found;
    }

    private synchronized <T> T derive(Class<T> type, Supplier<T> making) {
        T found = find(derived, type);
        if (found == null) {
            found = making.get();
            derived = new Bound(type, found, derived);
        }
        return found;
    }

    private static <T> @Nullable T find(@Nullable Bound first, Class<T> type) {
        for (Bound bound = first; bound != null; bound = bound.next) {
            if (bound.type == type) {
                return type.cast(bound.value);
            }
        }
        return null;
    }

    /** Says nothing of values. */
    @Override
    public String toString() {
        return "Bindings";
    }
}
