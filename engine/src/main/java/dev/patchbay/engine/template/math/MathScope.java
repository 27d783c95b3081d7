package dev.patchbay.engine.template.math;

import tools.jackson.databind.JsonNode;

import java.util.Optional;

/** What an expression is evaluated in. */
public interface MathScope {

    /** The value of a variable; empty when it is unknown. */
    Optional<JsonNode> variable(String name);

    /** A random number from 0 (inclusive) to 1 (exclusive). */
    double random();

    /** Called before work of that many steps; may throw to end the evaluation. */
    void charge(int steps);
}
