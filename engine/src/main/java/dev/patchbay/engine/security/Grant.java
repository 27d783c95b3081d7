package dev.patchbay.engine.security;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One application entry on one of its resources, compiled (contract/security-and-spaces.md, section
 * 5.1). Immutable.
 *
 * @param names privileges as they are written
 * @param everything whether {@code *} is among them
 * @param baseAll whether a base privilege {@code all} that fits the resource is among them
 * @param baseRead the same for {@code read}
 * @param atoms by feature
 */
record Grant(
        String application,
        String resource,
        List<String> names,
        boolean everything,
        boolean baseAll,
        boolean baseRead,
        Map<String, Set<String>> atoms) {

    private static final String FEATURE = "feature_";

    static Grant of(ApplicationEntry entry, String resource) {
        boolean global = resource.equals("*");
        boolean space = resource.startsWith("space:");
        List<String> names = entry.privileges();
        Map<String, Set<String>> atoms = new HashMap<>();
        for (String name : names) {
            int dot = name.indexOf('.');
            if (name.startsWith(FEATURE) && dot > 0) {
                String feature = name.substring(FEATURE.length(), dot);
                atoms.computeIfAbsent(feature, _ -> new HashSet<>())
                        .addAll(Features.atoms(feature, name.substring(dot + 1)));
            }
        }
        return new Grant(
                entry.application(),
                resource,
                names,
                names.contains("*"),
                global && names.contains("all") || space && names.contains("space_all"),
                global && names.contains("read") || space && names.contains("space_read"),
                atoms);
    }

    /** Whether {@code *}, the same text, or a pattern with a trailing {@code *} covers a text. */
    static boolean covers(String pattern, String text) {
        return pattern.endsWith("*")
                ? text.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equals(text);
    }

    boolean isKibanaOn(String wanted) {
        return covers(application, ApplicationEntry.KIBANA) && covers(resource, wanted);
    }

    /** Whether it counts as "a privilege" at all: what has no effect gives no entry either. */
    boolean login() {
        return everything || baseAll || baseRead || !atoms.isEmpty();
    }

    boolean holds(String feature, String atom) {
        return everything
                || baseAll && Features.inBaseAll(feature, atom)
                || baseRead && Features.inBaseRead(feature, atom)
                || atoms.getOrDefault(feature, Set.of()).contains(atom);
    }

    boolean named(String privilege) {
        return names.stream().anyMatch(name -> covers(name, privilege));
    }
}
