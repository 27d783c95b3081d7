package dev.patchbay.connectors.shared.auth;

import dev.patchbay.sdk.json.Json;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The {@code additionalFields} text: a JSON object whose members become form fields. */
final class AdditionalFields {

    private AdditionalFields() {}

    /** The object; empty when the text is anything else or the object has no member. */
    static Optional<ObjectNode> read(String text) {
        try {
            return Json.read(text) instanceof ObjectNode object && !object.isEmpty()
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Form fields: texts as they are, everything else as JSON. */
    static Map<String, String> form(Optional<String> text) {
        Map<String, String> fields = new LinkedHashMap<>();
        text.flatMap(AdditionalFields::read)
                .ifPresent(object ->
                        object.properties()
                                .forEach(field ->
                                        fields.put(field.getKey(), plain(field.getValue()))));
        return fields;
    }

    private static String plain(JsonNode value) {
        return value.isString() ? value.stringValue() : Json.write(value);
    }
}
