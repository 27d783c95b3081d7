package dev.patchbay.acceptance.terraform;

import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A Go struct that a config is decoded into and encoded from again: what it lacks is lost. */
record ProviderStruct(List<Field> fields) {

    /**
     * A member.
     *
     * @param needed always written, as {@code ""} when it was missing
     * @param pass from a value to what is written; empty when it cannot be decoded
     */
    record Field(String name, boolean needed, Function<JsonNode, Optional<JsonNode>> pass) {}

    static ProviderStruct of(Field... fields) {
        return new ProviderStruct(List.of(fields));
    }

    static Field text(String name) {
        return new Field(name, false, value -> Optional.of(value).filter(JsonNode::isString));
    }

    static Field needed(String name) {
        return new Field(name, true, text(name).pass());
    }

    static Field bool(String name) {
        return new Field(name, false, value -> Optional.of(value).filter(JsonNode::isBoolean));
    }

    /** 587.0 is none. */
    static Field integer(String name) {
        return new Field(
                name, false, value -> Optional.of(value).filter(JsonNode::isIntegralNumber));
    }

    static Field object(String name) {
        return new Field(name, false, value -> Optional.of(value).filter(JsonNode::isObject));
    }

    static Field nested(String name, ProviderStruct inner) {
        return new Field(
                name,
                false,
                value ->
                        value instanceof ObjectNode object
                                ? Optional.of(inner.pass(object))
                                : Optional.empty());
    }

    static Field items(String name, ProviderStruct inner) {
        return new Field(name, false, value -> list(value, inner));
    }

    private static Optional<JsonNode> list(JsonNode value, ProviderStruct inner) {
        if (!value.isArray()) {
            return Optional.empty();
        }
        ArrayNode list = Json.array();
        for (JsonNode item : value) {
            if (!(item instanceof ObjectNode object)) {
                return Optional.empty();
            }
            list.add(inner.pass(object));
        }
        return Optional.of(list);
    }

    /**
     * Decodes and encodes.
     *
     * @throws ProviderException when a member has another type
     */
    ObjectNode pass(ObjectNode decoded) {
        ObjectNode encoded = Json.object();
        for (Field field : fields) {
            JsonNode value = decoded.path(field.name());
            if (value.isMissingNode() || value.isNull()) {
                if (field.needed()) {
                    encoded.set(field.name(), StringNode.valueOf(""));
                }
                continue;
            }
            encoded.set(
                    field.name(),
                    field.pass()
                            .apply(value)
                            .orElseThrow(() ->
                                    new ProviderException(
                                            "Failed to remarshal config: member ["
                                                    + field.name()
                                                    + "] is "
                                                    + value)));
        }
        return encoded;
    }
}
