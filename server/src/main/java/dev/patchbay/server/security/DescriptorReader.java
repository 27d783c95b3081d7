package dev.patchbay.server.security;

import dev.patchbay.engine.security.ApplicationEntry;
import dev.patchbay.engine.security.RoleDescriptor;
import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads role descriptors of the {@code _security} API and normalises them
 * (contract/security-and-spaces.md, section 3.4).
 */
final class DescriptorReader {

    private static final Set<String> MEMBERS =
            Set.of(
                    "cluster",
                    "indices",
                    "index",
                    "remote_indices",
                    "remote_cluster",
                    "applications",
                    "run_as",
                    "metadata",
                    "global",
                    "description",
                    "restriction",
                    "transient_metadata");
    private static final Set<String> INDEX_MEMBERS =
            Set.of("names", "privileges", "field_security", "query", "allow_restricted_indices");
    private static final Set<String> APPLICATION_MEMBERS =
            Set.of("application", "privileges", "resources");

    private final EsAnswers answers;

    DescriptorReader(EsAnswers answers) {
        this.answers = answers;
    }

    /** Reads the member {@code role_descriptors}; a refusal goes to {@code body}. */
    Optional<Map<String, RoleDescriptor>> readAll(EsBody body) {
        return body.object("role_descriptors")
                .map(sent -> {
                    Map<String, RoleDescriptor> all = new LinkedHashMap<>();
                    for (var entry : sent.properties()) {
                        all.put(entry.getKey(), read(entry.getKey(), entry.getValue(), body));
                    }
                    return all;
                });
    }

    /** The body of a whole descriptor. */
    EsBody body(String name, Optional<JsonNode> sent) {
        return EsBody.of(answers, sent, "role [" + name + "]", MEMBERS);
    }

    private RoleDescriptor read(String name, JsonNode json, EsBody outer) {
        EsBody body = body(name, Optional.of(json));
        RoleDescriptor read = read(name, body);
        body.refusal().ifPresent(outer::refuse);
        return read;
    }

    /** Reads a descriptor; a refusal goes to {@code body}. */
    RoleDescriptor read(String name, EsBody body) {
        if (body.has("restriction")) {
            body.refuse(
                    answers.error(400, EsAnswers.ARGUMENT, "role restrictions are not supported"));
        }
        List<JsonNode> indices = new ArrayList<>();
        for (String member : List.of("indices", "index")) {
            body.items(member).forEach(entry -> indices.add(index(name, entry, body)));
        }
        List<ApplicationEntry> applications = new ArrayList<>();
        body.items("applications")
                .forEach(entry -> applications.add(application(name, entry, body)));
        Map<String, JsonNode> others = new LinkedHashMap<>();
        for (String member : RoleDescriptor.OTHERS) {
            body.any(member).ifPresent(value -> others.put(member, value));
        }
        return new RoleDescriptor(
                body.strings("cluster").orElse(List.of()),
                indices,
                applications,
                body.strings("run_as").orElse(List.of()),
                body.object("metadata").orElseGet(Json::object),
                body.string("description"),
                others);
    }

    private JsonNode index(String role, JsonNode json, EsBody outer) {
        EsBody body =
                EsBody.of(
                        answers,
                        Optional.of(json),
                        "indices privileges for role [" + role + "]",
                        INDEX_MEMBERS);
        ObjectNode entry = Json.object();
        strings(entry, "names", body);
        strings(entry, "privileges", body);
        body.object("field_security").ifPresent(value -> entry.set("field_security", value));
        if (body.has("query")) {
            JsonNode query = json.path("query");
            entry.put("query", query.isString() ? query.stringValue() : Json.write(query));
        }
        entry.put("allow_restricted_indices", body.bool("allow_restricted_indices", false));
        body.refusal().ifPresent(outer::refuse);
        return entry;
    }

    private static void strings(ObjectNode entry, String name, EsBody body) {
        ArrayNode array = entry.putArray(name);
        body.strings(name).orElse(List.of()).forEach(array::add);
    }

    private ApplicationEntry application(String role, JsonNode json, EsBody outer) {
        String what = "application privileges for role [" + role + "]";
        EsBody body = EsBody.of(answers, Optional.of(json), what, APPLICATION_MEMBERS);
        String application = body.string("application").orElse("");
        List<String> privileges = body.strings("privileges").orElse(List.of());
        List<String> resources = body.strings("resources").orElse(List.of());
        if (application.isEmpty()) {
            missing(body, what, "application");
        } else if (privileges.isEmpty()) {
            missing(body, what, "privileges");
        } else if (resources.isEmpty()) {
            missing(body, what, "resources");
        }
        body.refusal().ifPresent(outer::refuse);
        return new ApplicationEntry(application, privileges, resources);
    }

    private static void missing(EsBody body, String what, String name) {
        body.refuse("failed to parse " + what + ". missing required [" + name + "] field");
    }
}
