package dev.patchbay.server.security;

import static dev.patchbay.sdk.schema.Schemas.any;
import static dev.patchbay.sdk.schema.Schemas.array;
import static dev.patchbay.sdk.schema.Schemas.bool;
import static dev.patchbay.sdk.schema.Schemas.literal;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.record;
import static dev.patchbay.sdk.schema.Schemas.string;
import static dev.patchbay.sdk.schema.Schemas.union;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Format;
import dev.patchbay.sdk.schema.Path;
import dev.patchbay.sdk.schema.Refinement.Violation;
import dev.patchbay.sdk.schema.Schema;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The body of Kibana's role API (contract/security-and-spaces.md, section 2.1). */
final class RoleSchema {

    /** What space ids look like. */
    static final Format SPACE_ID =
            format("[a-z0-9_\\-]+", "must be lower case, a-z, 0-9, '_', and '-' are allowed");

    private static final Format FEATURE_ID =
            format("[a-zA-Z0-9_-]+", "only a-z, A-Z, 0-9, '_', and '-' are allowed");

    /** The whole body. */
    static final Schema BODY =
            object(
                    member("description", string(0, 2048).optional()),
                    member("metadata", record(any()).optional()),
                    member("elasticsearch", elasticsearch().withDefault(Json.object())),
                    member("kibana", kibana().optional()));

    private RoleSchema() {}

    private static Format format(String regex, String text) {
        Pattern pattern = Pattern.compile(regex);
        return new Format("regex", text, value -> pattern.matcher(value).matches());
    }

    private static Schema strings(int min, int max) {
        return array(string(), min, max);
    }

    private static Schema elasticsearch() {
        return object(
                member("cluster", strings(0, 100).optional()),
                member("indices", array(indices(false), 0, 1000).optional()),
                member("remote_indices", array(indices(true), 0, 1000).optional()),
                member(
                        "remote_cluster",
                        array(
                                        object(
                                                member("privileges", strings(1, 100)),
                                                member("clusters", strings(1, 100))),
                                        0,
                                        100)
                                .optional()),
                member("run_as", strings(0, 100).optional()),
                member("global", record(any()).optional()));
    }

    private static Schema indices(boolean remote) {
        List<Schema.Member> members = new ArrayList<>();
        if (remote) {
            members.add(member("clusters", strings(1, 100)));
        }
        members.add(member("names", strings(1, 100)));
        members.add(member("privileges", strings(1, 100)));
        members.add(
                member(
                        "field_security",
                        record(union(literal("grant"), literal("except")), strings(0, 1000))
                                .optional()));
        members.add(member("query", string().optional()));
        members.add(member("allow_restricted_indices", bool().optional()));
        return object(members);
    }

    private static Schema kibana() {
        Schema entry =
                object(
                                member("spaces", spaces()),
                                member("base", array(string(), 0, 50).nullable().optional()),
                                member(
                                        "feature",
                                        record(
                                                        string(FEATURE_ID),
                                                        array(string(FEATURE_ID), 0, 100))
                                                .optional()))
                        .refined(RoleSchema::wrongEntry);
        return array(entry).refined(RoleSchema::collisions);
    }

    private static Schema spaces() {
        return union(array(literal("*"), 1, Integer.MAX_VALUE), array(string(SPACE_ID), 1, 1000))
                .withDefault(Json.array().add("*"));
    }

    private static List<Violation> wrongEntry(JsonNode entry) {
        boolean global = entry.path("spaces").path(0).stringValue("").equals("*");
        JsonNode base = entry.path("base");
        for (int i = 0; i < base.size(); i++) {
            String name = base.path(i).stringValue("");
            if (!name.equals("all") && !name.equals("read")) {
                return List.of(
                        new Violation(
                                Path.ROOT.key("base").index(i),
                                "unknown "
                                        + (global ? "global" : "space")
                                        + " privilege \""
                                        + name
                                        + "\", must be one of [all,read]"));
            }
        }
        boolean hasBase = !base.isEmpty();
        JsonNode feature = entry.path("feature");
        boolean hasFeature = feature.values().stream().anyMatch(list -> !list.isEmpty());
        if (hasBase && !feature.isEmpty()) {
            return List.of(
                    new Violation(
                            Path.ROOT,
                            "definition of [feature] isn't allowed when non-empty [base] is"
                                    + " defined."));
        }
        return hasBase || hasFeature
                ? List.of()
                : List.of(
                        new Violation(
                                Path.ROOT,
                                "either [base] or [feature] is expected, but none of them"
                                        + " specified"));
    }

    /** The first pair of entries that name the same space. */
    private static List<Violation> collisions(JsonNode entries) {
        for (int i = 0; i < entries.size(); i++) {
            for (int j = i + 1; j < entries.size(); j++) {
                List<String> others = texts(entries.path(j).path("spaces"));
                List<String> both =
                        texts(entries.path(i).path("spaces")).stream()
                                .filter(others::contains)
                                .distinct()
                                .toList();
                if (!both.isEmpty()) {
                    return List.of(
                            new Violation(
                                    Path.ROOT,
                                    "more than one privilege is applied to the following spaces:"
                                            + " ["
                                            + String.join(",", both)
                                            + "]"));
                }
            }
        }
        return List.of();
    }

    private static List<String> texts(JsonNode array) {
        return array.values().stream().map(item -> item.stringValue("")).toList();
    }
}
