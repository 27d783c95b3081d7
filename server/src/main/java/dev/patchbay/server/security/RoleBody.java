package dev.patchbay.server.security;

import dev.patchbay.engine.security.ApplicationEntry;
import dev.patchbay.engine.security.RoleDescriptor;
import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * From a body of Kibana's role API, which fits {@link RoleSchema}, to the stored descriptor
 * (contract/security-and-spaces.md, section 2.4).
 */
final class RoleBody {

    private RoleBody() {}

    /** The descriptor; {@code kept} are entries of other applications that stay. */
    static RoleDescriptor descriptor(JsonNode body, List<ApplicationEntry> kept) {
        JsonNode elasticsearch = body.path("elasticsearch");
        List<JsonNode> indices = new ArrayList<>();
        elasticsearch.path("indices").forEach(entry -> indices.add(index(entry)));
        Map<String, JsonNode> others = new LinkedHashMap<>();
        for (String name : RoleDescriptor.OTHERS) {
            if (elasticsearch.has(name)) {
                others.put(name, elasticsearch.path(name));
            }
        }
        List<ApplicationEntry> applications = new ArrayList<>();
        body.path("kibana").forEach(entry -> applications.add(application(entry)));
        applications.addAll(kept);
        return new RoleDescriptor(
                strings(elasticsearch.path("cluster")),
                indices,
                applications,
                strings(elasticsearch.path("run_as")),
                body.path("metadata") instanceof ObjectNode metadata ? metadata : Json.object(),
                Optional.ofNullable(body.path("description").stringValue(null)),
                others);
    }

    private static JsonNode index(JsonNode sent) {
        ObjectNode entry = Json.object();
        for (String name : List.of("names", "privileges", "field_security", "query")) {
            if (sent.has(name)) {
                entry.set(name, sent.path(name));
            }
        }
        return entry.put(
                "allow_restricted_indices",
                sent.path("allow_restricted_indices").booleanValue(false));
    }

    private static ApplicationEntry application(JsonNode entry) {
        Set<String> spaces = new LinkedHashSet<>(strings(entry.path("spaces")));
        boolean global = spaces.contains("*");
        List<String> privileges = new ArrayList<>();
        for (String base : strings(entry.path("base"))) {
            privileges.add(global ? base : "space_" + base);
        }
        for (var feature : entry.path("feature").properties()) {
            for (String privilege : strings(feature.getValue())) {
                privileges.add("feature_" + feature.getKey() + "." + privilege);
            }
        }
        List<String> resources =
                global ? List.of("*") : spaces.stream().map(id -> "space:" + id).toList();
        return new ApplicationEntry(ApplicationEntry.KIBANA, privileges, resources);
    }

    private static List<String> strings(JsonNode array) {
        return array.values().stream().map(item -> item.stringValue("")).toList();
    }
}
