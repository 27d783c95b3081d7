package dev.patchbay.server.settings;

import java.util.Optional;

/**
 * {@code xpack.spaces.*} and {@code patchbay.spaces.*}.
 *
 * @param maxSpaces number of spaces
 * @param allowFeatureVisibility whether {@code disabledFeatures} may hold anything
 * @param allowSolutionVisibility whether {@code solution} may be set
 * @param defaultSolution solution of the default space at the first start
 * @param lenient whether an unknown space can be written, as in Kibana
 */
public record SpacesSettings(
        int maxSpaces,
        boolean allowFeatureVisibility,
        boolean allowSolutionVisibility,
        Optional<String> defaultSolution,
        boolean lenient) {}
