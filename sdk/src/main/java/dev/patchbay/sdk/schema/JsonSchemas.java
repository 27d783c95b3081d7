package dev.patchbay.sdk.schema;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;

/**
 * Describes a schema as JSON Schema 2020-12, for the OpenAPI document and for editors. What JSON
 * Schema cannot say is left out: refinements, and the other forms that a coerced value may have.
 * Stateless.
 */
public final class JsonSchemas {

    /** JSON Schema's names of the formats that have one. */
    private static final Map<String, String> FORMATS =
            Map.of("url", "uri", "email", "email", "hostname", "hostname");

    private JsonSchemas() {}

    /** The document, without {@code $schema}, so that it can be a part of another one. */
    public static ObjectNode of(Schema schema) {
        return switch (schema) {
            case Schema.Any _ -> node();
            case Schema.Text text -> text(text);
            case Schema.Numeric numeric -> numeric(numeric);
            case Schema.Bool _ -> type("boolean");
            case Schema.Literal(String value) -> type("string").put("const", value);
            case Schema.Enumeration(List<String> values) -> enumeration(values);
            case Schema.Obj object -> object(object);
            case Schema.Dictionary dictionary -> dictionary(dictionary);
            case Schema.Items items -> items(items);
            case Schema.Union(List<Schema> alternatives, var _) -> anyOf(alternatives, "anyOf");
            case Schema.Discriminated discriminated ->
                    anyOf(List.copyOf(discriminated.alternatives().values()), "oneOf");
            case Schema.Nullable_(Schema inner) -> nullable(of(inner));
            case Schema.Optional_(Schema inner) -> of(inner);
            case Schema.Default(Schema inner, JsonNode value) -> {
                ObjectNode node = of(inner);
                node.set("default", value.deepCopy());
                yield node;
            }
            case Schema.Coerced(Schema inner, var _) -> of(inner);
            case Schema.JsonText(Schema inner) -> jsonText(inner);
            case Schema.Refined(Schema inner, Refinement _) -> of(inner);
            case Schema.Annotated(Schema inner, Annotations facts) -> annotated(of(inner), facts);
        };
    }

    private static ObjectNode text(Schema.Text text) {
        ObjectNode node = type("string");
        if (text.min() > 0) {
            node.put("minLength", text.min());
        }
        if (text.max() < Integer.MAX_VALUE) {
            node.put("maxLength", text.max());
        }
        Format format = text.format();
        if (format != null) {
            String regex = format.regex();
            String name = FORMATS.get(format.name());
            if (regex != null) {
                node.put("pattern", regex);
            } else if (name != null) {
                node.put("format", name);
            }
        }
        return node;
    }

    private static ObjectNode numeric(Schema.Numeric numeric) {
        ObjectNode node = type(numeric.integer() ? "integer" : "number");
        bound(node, "minimum", numeric.min());
        bound(node, "maximum", numeric.max());
        return node;
    }

    private static void bound(ObjectNode node, String name, @Nullable Double value) {
        if (value == null) {
            return;
        }
        if (value == Math.rint(value) && Math.abs(value) <= 9007199254740992.0) {
            node.put(name, value.longValue());
        } else {
            node.put(name, value);
        }
    }

    private static ObjectNode enumeration(List<String> values) {
        ObjectNode node = type("string");
        ArrayNode options = node.putArray("enum");
        values.forEach(options::add);
        return node;
    }

    private static ObjectNode object(Schema.Obj object) {
        ObjectNode node = type("object");
        ObjectNode properties = node.putObject("properties");
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        for (Schema.Member member : object.members()) {
            properties.set(member.name(), of(member.schema()));
            if (member.required()) {
                required.add(member.name());
            }
        }
        if (!required.isEmpty()) {
            node.set("required", required);
        }
        if (object.unknownKeys() == Schema.UnknownKeys.REFUSE) {
            node.put("additionalProperties", false);
        }
        return node;
    }

    private static ObjectNode dictionary(Schema.Dictionary dictionary) {
        ObjectNode node = type("object");
        ObjectNode names = of(dictionary.key());
        if (names.size() > 1) {
            node.set("propertyNames", names);
        }
        node.set("additionalProperties", of(dictionary.value()));
        return node;
    }

    private static ObjectNode items(Schema.Items items) {
        ObjectNode node = type("array");
        node.set("items", of(items.item()));
        if (items.min() > 0) {
            node.put("minItems", items.min());
        }
        if (items.max() < Integer.MAX_VALUE) {
            node.put("maxItems", items.max());
        }
        return node;
    }

    private static ObjectNode jsonText(Schema inner) {
        ObjectNode node = node();
        ArrayNode options = node.putArray("anyOf");
        options.add(of(inner));
        options.add(type("string").put("contentMediaType", "application/json"));
        return node;
    }

    private static ObjectNode anyOf(List<Schema> alternatives, String word) {
        ObjectNode node = node();
        ArrayNode options = node.putArray(word);
        alternatives.forEach(alternative -> options.add(of(alternative)));
        return node;
    }

    /** A type list where that says it; {@code enum} and {@code const} would still exclude null. */
    private static ObjectNode nullable(ObjectNode inner) {
        if (inner.isEmpty()) {
            return inner;
        }
        if (inner.path("type").isString() && !inner.has("enum") && !inner.has("const")) {
            ArrayNode types = JsonNodeFactory.instance.arrayNode();
            types.add(inner.get("type").stringValue()).add("null");
            inner.set("type", types);
            return inner;
        }
        ObjectNode node = node();
        node.putArray("anyOf").add(inner).add(type("null"));
        return node;
    }

    private static ObjectNode annotated(ObjectNode node, Annotations facts) {
        if (facts.label() != null) {
            node.put("title", facts.label());
        }
        if (facts.help() != null) {
            node.put("description", facts.help());
        }
        if (facts.secret()) {
            node.put("writeOnly", true);
        }
        return node;
    }

    private static ObjectNode type(String name) {
        return node().put("type", name);
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
