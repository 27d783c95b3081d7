package dev.patchbay.server.security;

import dev.patchbay.engine.security.ApplicationEntry;
import dev.patchbay.engine.security.Role;
import dev.patchbay.engine.security.RoleDescriptor;
import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A stored role as Kibana shows it (contract/security-and-spaces.md, section 2.3). */
final class RoleView {

    private static final String ANY_KIBANA = "kibana-*";
    private static final String SPACE = "space:";
    private static final Set<String> GLOBAL_BASE = Set.of("all", "read");
    private static final Set<String> SPACE_BASE = Set.of("space_all", "space_read");

    private RoleView() {}

    static ObjectNode of(Role role) {
        RoleDescriptor descriptor = role.descriptor();
        ObjectNode json = Json.object().put("name", role.name());
        descriptor
                .description()
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> json.put("description", text));
        json.set("metadata", descriptor.metadata());
        json.putObject("transient_metadata").put("enabled", true);
        json.set("elasticsearch", elasticsearch(descriptor));
        List<ApplicationEntry> ours =
                descriptor.applications().stream().filter(RoleView::isOurs).toList();
        Optional<String> error = transformError(ours);
        ArrayNode entries = json.putArray("kibana");
        if (error.isEmpty()) {
            ours.forEach(entry -> entries.add(entry(entry)));
        }
        ArrayNode errors = json.putArray("_transform_error");
        error.ifPresent(reason -> errors.add("kibana:" + reason));
        descriptor.applications().stream()
                .filter(entry -> !isOurs(entry))
                .map(ApplicationEntry::application)
                .distinct()
                .forEach(json.putArray("_unrecognized_applications")::add);
        return json;
    }

    private static boolean isOurs(ApplicationEntry entry) {
        return entry.application().equals(ApplicationEntry.KIBANA)
                || entry.application().equals(ANY_KIBANA)
                || entry.application().equals("*");
    }

    private static ObjectNode elasticsearch(RoleDescriptor descriptor) {
        ObjectNode json = Json.object();
        JsonNode all = descriptor.toJson();
        for (String name :
                List.of(
                        "cluster",
                        "indices",
                        "remote_indices",
                        "remote_cluster",
                        "run_as",
                        "global")) {
            if (all.has(name)) {
                json.set(name, all.path(name));
            }
        }
        return json;
    }

    private static ObjectNode entry(ApplicationEntry entry) {
        ObjectNode json = Json.object();
        ArrayNode base = json.putArray("base");
        ObjectNode feature = json.putObject("feature");
        for (String privilege : entry.privileges()) {
            int dot = privilege.indexOf('.');
            if (GLOBAL_BASE.contains(privilege)) {
                base.add(privilege);
            } else if (SPACE_BASE.contains(privilege)) {
                base.add(privilege.substring("space_".length()));
            } else if (privilege.startsWith("feature_") && dot > 0) {
                feature.withArrayProperty(privilege.substring("feature_".length(), dot))
                        .add(privilege.substring(dot + 1));
            }
        }
        ArrayNode spaces = json.putArray("spaces");
        entry.resources().stream()
                .map(name -> name.startsWith(SPACE) ? name.substring(SPACE.length()) : name)
                .forEach(spaces::add);
        return json;
    }

    /** Why the entries cannot be shown; the first reason that holds for any of them. */
    private static Optional<String> transformError(List<ApplicationEntry> entries) {
        Set<String> seen = new HashSet<>();
        boolean duplicated = false;
        for (ApplicationEntry entry : entries) {
            for (String resource : new HashSet<>(entry.resources())) {
                duplicated |= !seen.add(resource);
            }
        }
        if (entries.stream().anyMatch(RoleView::mixesReserved)) {
            return Optional.of("reserved_privileges_mixed");
        }
        if (any(entries, e -> e.application().equals(ANY_KIBANA) && !reserved(e))) {
            return Optional.of("reserved_privileges_wrong_app");
        }
        if (any(entries, e -> e.resources().contains("*") && has(e, SPACE_BASE))) {
            return Optional.of("space_privileges_global");
        }
        if (any(entries, e -> !e.resources().contains("*") && has(e, GLOBAL_BASE))) {
            return Optional.of("global_privileges_space");
        }
        if (any(entries, RoleView::mixesBaseAndFeature)) {
            return Optional.of("base_feature_privileges_mixed");
        }
        if (any(entries, e -> e.resources().contains("*") && e.resources().size() > 1)) {
            return Optional.of("global_resource_mixed");
        }
        if (any(entries, RoleView::hasStrangeResource)) {
            return Optional.of("invalid_resource_format");
        }
        return duplicated ? Optional.of("duplicated_resources") : Optional.empty();
    }

    private static boolean any(
            List<ApplicationEntry> entries,
            java.util.function.Predicate<ApplicationEntry> predicate) {
        return entries.stream().anyMatch(predicate);
    }

    private static boolean has(ApplicationEntry entry, Set<String> names) {
        return entry.privileges().stream().anyMatch(names::contains);
    }

    private static boolean reserved(ApplicationEntry entry) {
        return entry.privileges().stream().allMatch(name -> name.startsWith("reserved_"));
    }

    private static boolean mixesReserved(ApplicationEntry entry) {
        return !reserved(entry)
                && entry.privileges().stream().anyMatch(name -> name.startsWith("reserved_"));
    }

    private static boolean mixesBaseAndFeature(ApplicationEntry entry) {
        return (has(entry, GLOBAL_BASE) || has(entry, SPACE_BASE))
                && entry.privileges().stream().anyMatch(name -> name.startsWith("feature_"));
    }

    private static boolean hasStrangeResource(ApplicationEntry entry) {
        return entry.resources().stream()
                .anyMatch(name -> !name.equals("*") && !name.startsWith(SPACE));
    }
}
