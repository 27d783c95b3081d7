package dev.patchbay.sdk.schema;

import dev.patchbay.sdk.json.Json;

import tools.jackson.databind.JsonNode;

/** Short ways to say what a test parses and what it sees. */
final class Values {

    private Values() {}

    /** JSON with single quotes for double ones. */
    static JsonNode json(String text) {
        return Json.read(text.replace('\'', '"'));
    }

    /** The ✖ text of a value, or its parsed form as JSON when it fits. */
    static String cross(Schema schema, String text) {
        Parsed parsed = schema.parse(json(text));
        return parsed.fits() ? Json.write(parsed.get()) : CrossTexts.print(parsed.issues());
    }

    /** The ✖ text of absence, {@code absent} when it stays absence, or what it becomes. */
    static String crossOfAbsence(Schema schema) {
        Parsed parsed = schema.parse(null);
        if (!parsed.fits()) {
            return CrossTexts.print(parsed.issues());
        }
        return parsed.value() == null ? "absent" : Json.write(parsed.get());
    }

    /** The text of a route's body, or the parsed form. */
    static String route(Schema schema, String text) {
        Parsed parsed = schema.parse(json(text));
        return parsed.fits()
                ? Json.write(parsed.get())
                : RouteTexts.print("request body", parsed.issues());
    }
}
