package dev.patchbay.engine.security;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What some descriptors grant together: rights add up, nothing is denied
 * (contract/security-and-spaces.md, section 5). Immutable; answers in well under a microsecond.
 */
final class Grants {

    private final boolean superuser;
    private final Set<String> clusterNames = new HashSet<>();
    private final Set<ClusterPrivilege> cluster;
    private final List<Grant> grants = new ArrayList<>();
    private final List<JsonNode> indices = new ArrayList<>();

    Grants(Collection<RoleDescriptor> descriptors) {
        boolean all = false;
        for (RoleDescriptor descriptor : descriptors) {
            all |= isSuperuser(descriptor);
            clusterNames.addAll(descriptor.cluster());
            indices.addAll(descriptor.indices());
            for (ApplicationEntry entry : descriptor.applications()) {
                entry.resources().forEach(resource -> grants.add(Grant.of(entry, resource)));
            }
        }
        superuser = all;
        cluster = ClusterPrivilege.granted(clusterNames);
    }

    private static boolean isSuperuser(RoleDescriptor descriptor) {
        return descriptor.cluster().contains("all")
                && descriptor.applications().stream()
                        .anyMatch(entry ->
                                entry.application().equals("*")
                                        && entry.privileges().contains("*")
                                        && entry.resources().contains("*"));
    }

    boolean allows(Right right, String spaceId) {
        String space = "space:" + spaceId;
        return switch (right) {
            case CONNECTOR_WRITE -> holds("actions", Features.WRITE, space);
            case CONNECTOR_READ -> holds("actions", Features.READ, space);
            case ENDPOINT_EXECUTE ->
                    holds("actions", Features.READ, space)
                            && holds("actions", Features.ENDPOINT_EXECUTE, space);
            case ENDPOINT_SUB_ACTIONS ->
                    holds("actions", Features.READ, space)
                            && holds("actions", Features.ENDPOINT_EXECUTE, space)
                            && holds("actions", Features.ENDPOINT_SUB_ACTIONS, space);
            case LOGIN -> login(space);
            case SAVED_OBJECTS_READ -> holds("savedObjectsManagement", Features.READ, space);
            case SAVED_OBJECTS_MANAGE -> holds("savedObjectsManagement", Features.WRITE, space);
            case SPACE_MANAGE -> base("*", true);
            case SUPERUSER -> superuser;
        };
    }

    boolean allows(ClusterPrivilege privilege) {
        return cluster.contains(privilege);
    }

    /** Any cluster privilege by name: by implication where we know it, else by its very name. */
    boolean allowsCluster(String name) {
        return clusterNames.contains("all")
                || clusterNames.contains(name)
                || cluster.stream().anyMatch(privilege -> privilege.wireName().equals(name));
    }

    /** An application privilege on a resource, by the rules of section 5. */
    boolean allowsApplication(String application, String privilege, String resource) {
        if (application.equals(ApplicationEntry.KIBANA)) {
            int dot = privilege.indexOf('.');
            if (privilege.startsWith("feature_") && dot > 0) {
                String feature = privilege.substring("feature_".length(), dot);
                return Features.atoms(feature, privilege.substring(dot + 1)).stream()
                        .allMatch(atom -> holds(feature, atom, resource));
            }
            switch (privilege) {
                case "all", "space_all" -> {
                    return base(resource, true);
                }
                case "read", "space_read" -> {
                    return base(resource, false);
                }
                default -> {}
            }
        }
        for (Grant grant : grants) {
            if (Grant.covers(grant.application(), application)
                    && Grant.covers(grant.resource(), resource)
                    && grant.named(privilege)) {
                return true;
            }
        }
        return false;
    }

    /** An index privilege by plain match on the stored entries: information only. */
    boolean allowsIndex(String index, String privilege) {
        return indices.stream()
                .anyMatch(entry ->
                        any(entry.path("names"), index)
                                && (any(entry.path("privileges"), privilege)
                                        || any(entry.path("privileges"), "all")));
    }

    private static boolean any(JsonNode patterns, String text) {
        for (JsonNode pattern : patterns) {
            if (wildcard(pattern.stringValue(""), text)) {
                return true;
            }
        }
        return false;
    }

    /** {@code *} stands for any text anywhere; one pass, however many stars. */
    private static boolean wildcard(String pattern, String text) {
        String[] pieces = pattern.split("\\*", -1);
        if (pieces.length == 1) {
            return pattern.equals(text);
        }
        String last = pieces[pieces.length - 1];
        int at = pieces[0].length();
        if (!text.startsWith(pieces[0]) || at + last.length() > text.length()) {
            return false;
        }
        int end = text.length() - last.length();
        for (int i = 1; i < pieces.length - 1; i++) {
            int found = text.indexOf(pieces[i], at);
            if (found < 0 || found + pieces[i].length() > end) {
                return false;
            }
            at = found + pieces[i].length();
        }
        return text.endsWith(last);
    }

    private boolean login(String resource) {
        for (Grant grant : grants) {
            if (grant.login() && grant.isKibanaOn(resource)) {
                return true;
            }
        }
        return false;
    }

    private boolean base(String resource, boolean all) {
        for (Grant grant : grants) {
            if ((grant.everything() || grant.baseAll() || !all && grant.baseRead())
                    && grant.isKibanaOn(resource)) {
                return true;
            }
        }
        return false;
    }

    private boolean holds(String feature, String atom, String resource) {
        for (Grant grant : grants) {
            if (grant.holds(feature, atom) && grant.isKibanaOn(resource)) {
                return true;
            }
        }
        return false;
    }
}
