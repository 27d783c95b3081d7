package dev.patchbay.sdk.secret;

import tools.jackson.databind.JsonNode;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The secret values of one invocation: those of the connector and those that come up while it runs,
 * such as access tokens. What leaves the invocation is redacted by them. Thread-safe.
 */
public final class SecretValues {

    /**
     * Shorter values are not redacted: they would turn ordinary words into noise (actions-api,
     * section 6.7).
     */
    public static final int LEAST_LENGTH = 6;

    private final Set<String> values = ConcurrentHashMap.newKeySet();

    /** Adds a value; short ones are ignored. */
    public void add(String value) {
        if (value.length() >= LEAST_LENGTH) {
            values.add(value);
        }
    }

    /** Adds every string leaf of a value. */
    public void addAll(JsonNode node) {
        if (node.isString()) {
            add(node.stringValue());
        }
        node.forEach(this::addAll);
    }

    /** A snapshot. */
    public Set<String> all() {
        return Set.copyOf(values);
    }

    @Override
    public String toString() {
        return "SecretValues[" + values.size() + "]";
    }
}
