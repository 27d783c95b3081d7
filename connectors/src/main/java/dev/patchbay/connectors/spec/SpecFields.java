package dev.patchbay.connectors.spec;

import static dev.patchbay.sdk.schema.Schemas.array;
import static dev.patchbay.sdk.schema.Schemas.bool;
import static dev.patchbay.sdk.schema.Schemas.enumeration;
import static dev.patchbay.sdk.schema.Schemas.member;
import static dev.patchbay.sdk.schema.Schemas.number;
import static dev.patchbay.sdk.schema.Schemas.record;

import dev.patchbay.sdk.connector.AllowedHosts;
import dev.patchbay.sdk.schema.EscapeMode;
import dev.patchbay.sdk.schema.Format;
import dev.patchbay.sdk.schema.Path;
import dev.patchbay.sdk.schema.Schema;
import dev.patchbay.sdk.schema.Schema.Member;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.PatternSyntaxException;

/** Compiles declared fields into the schema of one part of a type. */
record SpecFields(AllowedHosts hosts, Part part) {

    /** What the fields belong to. */
    enum Part {
        CONFIG,
        SECRETS,
        PARAMS
    }

    /** The strict object of these fields, in the order of the file. */
    Schema object(JsonNode fields, Path where) {
        List<Member> members = new ArrayList<>();
        for (var field : fields.properties()) {
            members.add(member(field.getKey(), field(field.getValue(), where.key(field.getKey()))));
        }
        return new Schema.Obj(members, Schema.UnknownKeys.REFUSE);
    }

    private Schema field(JsonNode field, Path where) {
        Schema schema = type(field, where);
        if (part == Part.SECRETS) {
            if (!field.path("type").asString().equals("string")) {
                throw new SpecFault(where.key("type"), "a secret is a string");
            }
            schema = schema.secret();
        }
        if (field.has("default")) {
            JsonNode value = field.get("default");
            if (!schema.parse(value).fits()) {
                throw new SpecFault(where.key("default"), "the default does not fit the field");
            }
            schema = schema.withDefault(value);
        } else if (field.path("optional").asBoolean(false)) {
            schema = schema.optional();
        }
        return schema.described(field.path("label").asString(), field.path("help").asString());
    }

    private Schema type(JsonNode field, Path where) {
        String type = field.path("type").asString();
        only(field, where, type);
        return switch (type) {
            case "string" -> text(field, where);
            case "number" -> number(bound(field, "min"), bound(field, "max"));
            case "integer" -> new Schema.Numeric(bound(field, "min"), bound(field, "max"), true);
            case "boolean" -> bool();
            case "enum" ->
                    enumeration(
                            child(field, "values", where)
                                    .valueStream()
                                    .map(JsonNode::asString)
                                    .toArray(String[]::new));
            case "array" ->
                    array(
                            field(child(field, "items", where), where.key("items")),
                            field.path("min").asInt(0),
                            field.path("max").asInt(Integer.MAX_VALUE));
            case "record" -> record(field(child(field, "items", where), where.key("items")));
            default -> object(child(field, "members", where), where.key("members"));
        };
    }

    private Schema text(JsonNode field, Path where) {
        int min = field.path("min").asInt(0);
        int max = field.path("max").asInt(Integer.MAX_VALUE);
        Schema schema = new Schema.Text(min, max, null);
        if (field.has("format")) {
            schema = new Schema.Text(min, max, new Format("url", "Invalid URL", this::address));
        } else if (field.has("pattern")) {
            schema = new Schema.Text(min, max, pattern(field, where));
        }
        String template = field.path("template").asString("none");
        return part == Part.PARAMS && !template.equals("off")
                ? schema.template(EscapeMode.valueOf(template.toUpperCase(Locale.ROOT)))
                : schema;
    }

    private static Format pattern(JsonNode field, Path where) {
        try {
            return Format.pattern(field.path("pattern").asString());
        } catch (PatternSyntaxException e) {
            throw new SpecFault(where.key("pattern"), "not a regular expression");
        }
    }

    /**
     * What may be the base of a request: the client's parser finds a host, the scheme is HTTP's.
     */
    private boolean address(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        return (lower.startsWith("https://") || lower.startsWith("http://"))
                && hosts.hostName(text).isPresent();
    }

    private static void only(JsonNode field, Path where, String type) {
        for (String name : field.propertyNames()) {
            boolean fits =
                    switch (name) {
                        case "min", "max" -> !type.matches("boolean|enum|record|object");
                        case "format", "pattern", "template" -> type.equals("string");
                        case "values" -> type.equals("enum");
                        case "items" -> type.equals("array") || type.equals("record");
                        case "members" -> type.equals("object");
                        default -> true;
                    };
            if (!fits) {
                throw new SpecFault(where.key(name), "a field of type " + type + " has no " + name);
            }
        }
    }

    private static JsonNode child(JsonNode field, String name, Path where) {
        if (!field.has(name)) {
            throw new SpecFault(where, "a field of this type needs " + name);
        }
        return field.get(name);
    }

    private static @Nullable Double bound(JsonNode field, String name) {
        return field.has(name) ? field.get(name).doubleValue() : null;
    }
}
