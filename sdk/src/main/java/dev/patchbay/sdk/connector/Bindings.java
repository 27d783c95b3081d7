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

    private final JsonNode config;
    private final JsonNode secrets;
    private final Kept boundConfig = new Kept();
    private final Kept boundSecrets = new Kept();
    private final Kept derived = new Kept();

    /** For the validated values of one connector. */
    public Bindings(JsonNode config, JsonNode secrets) {
        this.config = config;
        this.secrets = secrets;
    }

    <T> T config(Class<T> type) {
        return boundConfig.get(type, () -> Json.bind(config, type));
    }

    <T> T secrets(Class<T> type) {
        return boundSecrets.get(type, () -> Json.bind(secrets, type));
    }

    <T> T derived(Class<T> type, Supplier<T> making) {
        return derived.get(type, making);
    }

    private record Bound(Class<?> type, Object value, @Nullable Bound next) {}

    /** A value for each class: a handful, so that looking through them is quicker than hashing. */
    private static final class Kept {
        private volatile @Nullable Bound first;

        private <T> T get(Class<T> type, Supplier<T> making) {
            T found = find(type);
            return found != null ? found : make(type, making);
        }

        private synchronized <T> T make(Class<T> type, Supplier<T> making) {
            T found = find(type);
            if (found == null) {
                found = making.get();
                first = new Bound(type, found, first);
            }
            return found;
        }

        private <T> @Nullable T find(Class<T> type) {
            for (Bound bound = first; bound != null; bound = bound.next) {
                if (bound.type == type) {
                    return type.cast(bound.value);
                }
            }
            return null;
        }
    }

    /** Says nothing of values. */
    @Override
    public String toString() {
        return "Bindings";
    }
}
