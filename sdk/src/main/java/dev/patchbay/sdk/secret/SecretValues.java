package dev.patchbay.sdk.secret;

import tools.jackson.databind.JsonNode;

import java.util.HashSet;
import java.util.Set;

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

    private final Set<String> known;
    private volatile Set<String> added = Set.of();

    /** None yet. */
    public SecretValues() {
        this(Set.of());
    }

    /**
     * Those that are known before it begins; short ones have been left out. An immutable set is not
     * copied, so that every attempt of a connector shares it.
     */
    public SecretValues(Set<String> known) {
        this.known = Set.copyOf(known);
    }

    /** Adds a value; short ones are ignored. */
    public void add(String value) {
        if (value.length() >= LEAST_LENGTH && !known.contains(value)) {
            synchronized (this) {
                added = with(added, value);
            }
        }
    }

    /**
     * Adds what every attempt of a connector adds; short ones must have been left out. An immutable
     * set that is the first addition is kept as it is, so that attempts share it.
     */
    public void addAll(Set<String> values) {
        synchronized (this) {
            if (added.isEmpty()) {
                added = Set.copyOf(values);
                return;
            }
        }
        values.forEach(this::add);
    }

    private static Set<String> with(Set<String> values, String value) {
        if (values.isEmpty()) {
            return Set.of(value);
        }
        Set<String> all = new HashSet<>(values);
        all.add(value);
        return Set.copyOf(all);
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
        Set<String> since = added;
        if (since.isEmpty()) {
            return known;
        }
        Set<String> all = new HashSet<>(known);
        all.addAll(since);
        return Set.copyOf(all);
    }

    /** A snapshot of those that came up since the beginning; none for most invocations. */
    public Set<String> added() {
        return added;
    }

    @Override
    public String toString() {
        return "SecretValues[" + (known.size() + added.size()) + "]";
    }
}
