package dev.patchbay.engine.template;

import dev.patchbay.engine.template.js.JsNumber;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.StringNode;

/** JSON values as JavaScript sees them (templating.md, sections 2.5 and 2.6). */
final class Values {

    /** What is not there. */
    static final JsonNode MISSING = MissingNode.getInstance();

    private Values() {}

    /** A finite number; others are null after the JSON round trip. */
    static boolean isNumber(JsonNode value) {
        return value.isNumber() && Double.isFinite(JsNumber.value(value));
    }

    /** Whether a section is skipped for it. */
    static boolean isFalsy(JsonNode value) {
        if (value.isObject()) {
            return false;
        }
        if (value.isArray()) {
            return value.isEmpty();
        }
        if (value.isString()) {
            return value.stringValue().isEmpty();
        }
        if (value.isBoolean()) {
            return !value.booleanValue();
        }
        return !isNumber(value) || JsNumber.value(value) == 0;
    }

    /**
     * A property of an object or array, as a plain name finds it; missing for every other value.
     */
    static JsonNode property(JsonNode holder, String key, Printer printer) {
        if (holder.isObject()) {
            JsonNode value = holder.get(key);
            return value == null ? MISSING : value;
        }
        return holder.isArray() ? arrayProperty(holder, key, printer) : MISSING;
    }

    /** A property as a step of a dotted name finds it: strings have some, and {@code toString}. */
    static JsonNode step(JsonNode holder, String key, Printer printer) {
        if (holder.isString()) {
            return stringProperty(holder.stringValue(), key);
        }
        JsonNode value = property(holder, key, printer);
        if (value.isMissingNode() && holder.isContainer() && key.equals("toString")) {
            return StringNode.valueOf(printer.print(holder));
        }
        return value;
    }

    private static JsonNode arrayProperty(JsonNode array, String key, Printer printer) {
        if (key.equals("length")) {
            return IntNode.valueOf(array.size());
        }
        if (key.equals("asJSON")) {
            return StringNode.valueOf(printer.json(array));
        }
        int index = index(key);
        return index >= 0 && index < array.size() ? array.get(index) : MISSING;
    }

    private static JsonNode stringProperty(String text, String key) {
        if (key.equals("length")) {
            return IntNode.valueOf(text.length());
        }
        int index = index(key);
        return index >= 0 && index < text.length()
                ? StringNode.valueOf(text.substring(index, index + 1))
                : MISSING;
    }

    /** The index that a key is, or −1: digits without leading zeros. */
    static int index(String key) {
        if (key.isEmpty() || key.length() > 9 || (key.length() > 1 && key.charAt(0) == '0')) {
            return -1;
        }
        int index = 0;
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            index = index * 10 + c - '0';
        }
        return index;
    }
}
