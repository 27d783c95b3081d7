package dev.patchbay.engine.security;

import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a role or an API key grants, in Elasticsearch's terms: the stored truth, of which Kibana's
 * entries are a view (contract/security-and-spaces.md, sections 2.4, 3.4, 3.6). The JSON values are
 * not changed after construction.
 *
 * @param cluster names of cluster privileges, known or not
 * @param indices normalised entries; stored and echoed only (D14)
 * @param runAs stored and echoed only (D13)
 * @param description empty = never sent
 * @param others {@code remote_indices}, {@code remote_cluster}, {@code global} where they were sent
 */
public record RoleDescriptor(
        List<String> cluster,
        List<JsonNode> indices,
        List<ApplicationEntry> applications,
        List<String> runAs,
        ObjectNode metadata,
        Optional<String> description,
        Map<String, JsonNode> others) {

    /** Members that are kept as they were sent. */
    public static final List<String> OTHERS = List.of("remote_indices", "remote_cluster", "global");

    public RoleDescriptor {
        cluster = List.copyOf(cluster);
        indices = List.copyOf(indices);
        applications = List.copyOf(applications);
        runAs = List.copyOf(runAs);
        others = new LinkedHashMap<>(others);
    }

    /** Cluster and application privileges alone. */
    public static RoleDescriptor of(List<String> cluster, List<ApplicationEntry> applications) {
        return new RoleDescriptor(
                cluster,
                List.of(),
                applications,
                List.of(),
                Json.object(),
                Optional.empty(),
                Map.of());
    }

    /** With these entries in place of all others. */
    public RoleDescriptor withApplications(List<ApplicationEntry> entries) {
        return new RoleDescriptor(cluster, indices, entries, runAs, metadata, description, others);
    }

    /** With this metadata. */
    public RoleDescriptor withMetadata(ObjectNode other) {
        return new RoleDescriptor(
                cluster, indices, applications, runAs, other, description, others);
    }

    /** The normalised object of the {@code _security} API. */
    public ObjectNode toJson() {
        ObjectNode json = Json.object();
        cluster.forEach(json.putArray("cluster")::add);
        indices.forEach(json.putArray("indices")::add);
        ArrayNode entries = json.putArray("applications");
        for (ApplicationEntry entry : applications) {
            ObjectNode one = entries.addObject().put("application", entry.application());
            entry.privileges().forEach(one.putArray("privileges")::add);
            entry.resources().forEach(one.putArray("resources")::add);
        }
        runAs.forEach(json.putArray("run_as")::add);
        others.forEach(json::set);
        json.set("metadata", metadata);
        description.ifPresent(text -> json.put("description", text));
        json.putObject("transient_metadata").put("enabled", true);
        return json;
    }

    /** Reads what {@link #toJson} wrote. */
    public static RoleDescriptor fromJson(JsonNode json) {
        List<JsonNode> indices = new ArrayList<>();
        json.path("indices").forEach(indices::add);
        List<ApplicationEntry> applications = new ArrayList<>();
        for (JsonNode entry : json.path("applications")) {
            applications.add(
                    new ApplicationEntry(
                            entry.path("application").stringValue(""),
                            strings(entry.path("privileges")),
                            strings(entry.path("resources"))));
        }
        Map<String, JsonNode> others = new LinkedHashMap<>();
        for (String name : OTHERS) {
            if (json.has(name)) {
                others.put(name, json.path(name));
            }
        }
        return new RoleDescriptor(
                strings(json.path("cluster")),
                indices,
                applications,
                strings(json.path("run_as")),
                json.path("metadata") instanceof ObjectNode metadata ? metadata : Json.object(),
                Optional.ofNullable(json.path("description").stringValue(null)),
                others);
    }

    /** Descriptors by name as one object. */
    public static ObjectNode toJson(Map<String, RoleDescriptor> descriptors) {
        ObjectNode json = Json.object();
        descriptors.forEach((name, descriptor) -> json.set(name, descriptor.toJson()));
        return json;
    }

    /** Reads what {@link #toJson(Map)} wrote, in order. */
    public static Map<String, RoleDescriptor> mapFromJson(JsonNode json) {
        Map<String, RoleDescriptor> descriptors = new LinkedHashMap<>();
        json.properties()
                .forEach(entry -> descriptors.put(entry.getKey(), fromJson(entry.getValue())));
        return descriptors;
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(item -> strings.add(item.stringValue("")));
        return strings;
    }
}
