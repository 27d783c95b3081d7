package dev.patchbay.connectors.spec;

import static dev.patchbay.sdk.schema.Schemas.any;
import static dev.patchbay.sdk.schema.Schemas.array;
import static dev.patchbay.sdk.schema.Schemas.bool;
import static dev.patchbay.sdk.schema.Schemas.discriminated;
import static dev.patchbay.sdk.schema.Schemas.enumeration;
import static dev.patchbay.sdk.schema.Schemas.integer;
import static dev.patchbay.sdk.schema.Schemas.literal;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.number;
import static dev.patchbay.sdk.schema.Schemas.object;
import static dev.patchbay.sdk.schema.Schemas.record;
import static dev.patchbay.sdk.schema.Schemas.string;

import dev.patchbay.sdk.json.Json;
import dev.patchbay.sdk.schema.Format;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schema.Member;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a file must look like; what its parts mean to each other is checked by their readers. */
final class SpecShape {

    private static final int DEEPEST_FIELD = 4;
    private static final Format NAME = Format.pattern("^[A-Za-z_][A-Za-z0-9_]{0,63}$");
    private static final Schema TEXTS = record(string()).withDefault(Json.object());

    /** A whole file. */
    static final Schema FILE =
            object(
                    member("spec", integer(1, 1)),
                    member("id", string(Format.pattern("^[a-z0-9][a-z0-9_-]{0,63}$"))),
                    member("name", string(1, 64)),
                    member("documentation", string(Format.pattern("^https://[^\\s]+$"))),
                    member("features", array(enumeration("alerting", "uptime", "siem"), 1, 3)),
                    member("config", fields()),
                    member("secrets", fields()),
                    member("auth", auth().optional()),
                    member("operations", record(string(NAME), operation())),
                    member("test", string()));

    private SpecShape() {}

    private static Schema fields() {
        return record(string(NAME), field(0)).withDefault(Json.object());
    }

    private static Schema field(int depth) {
        List<Member> members =
                new ArrayList<>(
                        List.of(
                                member(
                                        "type",
                                        enumeration(
                                                "string", "number", "integer", "boolean", "enum",
                                                "array", "record", "object")),
                                member("label", string(1)),
                                member("help", string(1)),
                                member("optional", bool().withDefault(false)),
                                member("default", any()),
                                member("min", number().optional()),
                                member("max", number().optional()),
                                member("format", enumeration("url").optional()),
                                member("pattern", string(1).optional()),
                                member("values", array(string(1), 1, 200).optional()),
                                member(
                                        "template",
                                        enumeration(
                                                        "none",
                                                        "json",
                                                        "slack",
                                                        "markdown",
                                                        "html",
                                                        "off")
                                                .optional())));
        if (depth < DEEPEST_FIELD) {
            members.add(member("items", field(depth + 1).optional()));
            members.add(member("members", record(string(NAME), field(depth + 1)).optional()));
        }
        return object(members);
    }

    private static Schema auth() {
        Map<String, Schema> kinds = new LinkedHashMap<>();
        kinds.put("none", kind("none"));
        kinds.put("basic", kind("basic", text("user"), text("password")));
        kinds.put("bearer", kind("bearer", text("token")));
        kinds.put("apiKeyHeader", kind("apiKeyHeader", text("name"), text("value")));
        kinds.put("apiKeyQuery", kind("apiKeyQuery", text("name"), text("value")));
        kinds.put(
                "oauth2ClientCredentials",
                kind(
                        "oauth2ClientCredentials",
                        text("tokenUrl"),
                        text("clientId"),
                        text("clientSecret"),
                        member("scope", string(1).optional()),
                        member("fields", TEXTS)));
        return discriminated("kind", kinds);
    }

    private static Schema kind(String kind, Member... members) {
        List<Member> all = new ArrayList<>();
        all.add(member("kind", literal(kind)));
        all.addAll(List.of(members));
        return object(all);
    }

    private static Member text(String name) {
        return member(name, string(1));
    }

    private static Schema operation() {
        return object(
                member("summary", string(1)),
                member("params", fields()),
                member("request", request()),
                member(
                        "idempotency",
                        enumeration("safe", "repeatable", "keyed", "effectful", "neverTwice")),
                member("success", success().withDefault(Json.object())),
                member("failures", array(failure()).withDefault(Json.array())),
                member("error", string(1).optional()),
                member("result", any()),
                member("paging", paging().optional()));
    }

    private static Schema request() {
        return object(
                member("method", enumeration("GET", "POST", "PUT", "PATCH", "DELETE")),
                member("url", string(1)),
                member("query", TEXTS),
                member("headers", TEXTS),
                member("json", any()),
                member("form", record(string()).optional()),
                member("text", string().optional()),
                member("contentType", string(1).optional()));
    }

    private static Schema success() {
        return object(
                member("status", array(integer(100, 599), 1, 20).optional()),
                member("body", condition().optional()));
    }

    private static Schema condition() {
        return object(
                member("path", string(1)),
                member("is", any()),
                member("contains", string(1).optional()));
    }

    private static Schema failure() {
        return object(
                member(
                        "when",
                        object(
                                member("status", array(integer(100, 599), 1, 20).optional()),
                                member("body", condition().optional()),
                                member("header", condition().optional()))),
                member(
                        "reason",
                        enumeration(
                                "configuration",
                                "authentication",
                                "notFound",
                                "rateLimited",
                                "clientError",
                                "serverError")),
                member("effect", enumeration("none", "applied", "unknown").withDefault("none")),
                member(
                        "retryAfter",
                        object(
                                        member("seconds", string(1).optional()),
                                        member("epoch", string(1).optional()))
                                .optional()));
    }

    private static Schema paging() {
        return object(
                member("items", string(1)),
                member("param", string(1)),
                member("next", string(1)),
                member("pages", integer(1, 20).withDefault(10)));
    }
}
