package dev.patchbay.engine.security;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Kibana's features and what their privileges consist of (contract/security-and-spaces.md, section
 * 5.2). A privilege is a set of atoms: {@value #READ}, {@value #WRITE}, and one for each
 * sub-feature.
 */
final class Features {

    static final String READ = "read";
    static final String WRITE = "write";
    static final String ENDPOINT_EXECUTE = "endpoint_security_execute";

    /** Ours: in no other privilege, granted by name only. */
    static final String ENDPOINT_SUB_ACTIONS = "endpoint_security_sub_actions_execute";

    /** Stand for the sub-features of a feature that we do not know. */
    private static final String UNKNOWN_IN_READ = "~read";

    private static final String UNKNOWN_IN_ALL = "~all";

    /** Sub-features that {@code all} and {@code read} contain. */
    private record Feature(Set<String> inAll, Set<String> inRead) {}

    private static final Feature UNKNOWN =
            new Feature(Set.of(UNKNOWN_IN_READ, UNKNOWN_IN_ALL), Set.of(UNKNOWN_IN_READ));

    private static final Map<String, Feature> KNOWN = known();

    private Features() {}

    private static Map<String, Feature> known() {
        Map<String, Feature> features = new HashMap<>();
        Feature plain = new Feature(Set.of(), Set.of());
        features.put("actions", new Feature(Set.of(ENDPOINT_EXECUTE), Set.of()));
        features.put("stackAlerts", plain);
        features.put("maintenanceWindow", plain);
        features.put("savedObjectsManagement", plain);
        features.put(
                "rulesSettings",
                new Feature(
                        Set.of("allFlappingSettings", "allAlertDeleteSettings"),
                        Set.of("readFlappingSettings", "readAlertDeleteSettings")));
        Set<String> first = Set.of("cases_delete", "cases_settings");
        Set<String> second = with(first, "create_comment", "case_reopen");
        Set<String> third = with(second, "cases_assign");
        for (String cases :
                new String[] {"generalCases", "observabilityCases", "securitySolutionCases"}) {
            features.put(cases, new Feature(first, Set.of()));
            features.put(cases + "V2", new Feature(second, Set.of()));
            features.put(cases + "V3", new Feature(third, Set.of()));
        }
        return Map.copyOf(features);
    }

    private static Set<String> with(Set<String> some, String... more) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(Set.of(more));
        return Set.copyOf(all);
    }

    /**
     * The atoms of a privilege of a feature; an id that is neither of the four is a sub-feature.
     */
    static Set<String> atoms(String feature, String privilege) {
        Feature known = KNOWN.getOrDefault(feature, UNKNOWN);
        Set<String> atoms = new LinkedHashSet<>();
        switch (privilege) {
            case "all" -> {
                atoms.add(WRITE);
                atoms.add(READ);
                atoms.addAll(known.inAll());
                atoms.addAll(known.inRead());
            }
            case "read" -> {
                atoms.add(READ);
                atoms.addAll(known.inRead());
            }
            case "minimal_all" -> {
                atoms.add(WRITE);
                atoms.add(READ);
            }
            case "minimal_read" -> atoms.add(READ);
            default -> atoms.add(privilege);
        }
        return atoms;
    }

    /** Whether base {@code all} contains an atom of a feature. */
    static boolean inBaseAll(String feature, String atom) {
        return KNOWN.containsKey(feature)
                ? atoms(feature, "all").contains(atom)
                : !atom.equals(ENDPOINT_SUB_ACTIONS);
    }

    /** Whether base {@code read} contains an atom of a feature. */
    static boolean inBaseRead(String feature, String atom) {
        return atoms(feature, "read").contains(atom);
    }
}
