package dev.patchbay.engine.space;

import java.util.Optional;

/**
 * {@code xpack.spaces.*} (contract/security-and-spaces.md, section 1.1).
 *
 * @param maxSpaces number of spaces
 * @param featureVisibility whether {@code disabledFeatures} may hold anything
 * @param solutionVisibility whether {@code solution} may be set
 * @param defaultSolution solution of the default space at the first start
 */
public record SpaceRules(
        int maxSpaces,
        boolean featureVisibility,
        boolean solutionVisibility,
        Optional<String> defaultSolution) {}
