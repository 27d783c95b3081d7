package dev.patchbay.sdk.schema;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;

/**
 * What parsing gave.
 *
 * @param value the value with defaults, coercions and stripping applied; null when it is absent;
 *     meaningless when there are issues
 * @param issues in schema order; empty when the value fits
 */
public record Parsed(@Nullable JsonNode value, List<Issue> issues) {

    public Parsed {
        issues = List.copyOf(issues);
    }

    /** Whether the value fits. */
    public boolean fits() {
        return issues.isEmpty();
    }

    /**
     * The value of a parse that fits and is present.
     *
     * @throws IllegalStateException when there are issues or nothing is there
     */
    public JsonNode get() {
        if (!fits() || value == null) {
            throw new IllegalStateException("no parsed value: " + issues.size() + " issues");
        }
        return value;
    }
}
