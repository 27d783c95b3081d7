package dev.patchbay.sdk.schema;

import tools.jackson.databind.JsonNode;

import java.util.List;

/** A check on a value whose own schema had no issue. Implementations are pure and thread-safe. */
@FunctionalInterface
public interface Refinement {

    /** The violations, relative to the value; an empty list when there is none. */
    List<Violation> violations(JsonNode value);

    /**
     * One violation.
     *
     * @param path below the refined value; empty for the value itself
     * @param message the whole text, grammar independent
     */
    record Violation(Path path, String message) {}

    /** A refinement with one message and no path of its own. */
    static Refinement of(java.util.function.Predicate<JsonNode> holds, String message) {
        return value -> holds.test(value) ? List.of() : List.of(new Violation(Path.ROOT, message));
    }
}
