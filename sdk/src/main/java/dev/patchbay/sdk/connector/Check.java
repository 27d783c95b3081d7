package dev.patchbay.sdk.connector;

import tools.jackson.databind.node.ObjectNode;

import java.util.Optional;

/**
 * A check of a type that runs after the schema and answers a bare text: no {@code ✖}, no path. Pure
 * and thread-safe.
 */
@FunctionalInterface
public interface Check {

    /** The violation, or empty. {@code value} has defaults applied. */
    Optional<String> violation(ObjectNode value);

    /** No check. */
    Check NONE = value -> Optional.empty();
}
