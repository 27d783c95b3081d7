package dev.patchbay.engine.template;

import dev.patchbay.engine.template.js.JsNumber;

import tools.jackson.databind.JsonNode;

import java.util.Iterator;
import java.util.Map;

/** The text of a value before escaping (templating.md, section 3.3). Not thread-safe. */
final class Printer {

    private final Budget budget;

    Printer(Budget budget) {
        this.budget = budget;
    }

    /** As {@code {{x}}} prints it. */
    String print(JsonNode value) {
        if (value.isString()) {
            return value.stringValue();
        }
        Output out = budget.output();
        print(value, out);
        return out.text();
    }

    /** As {@code JSON.stringify} prints it. */
    String json(JsonNode value) {
        Output out = budget.output();
        json(value, out);
        return out.text();
    }

    private void print(JsonNode value, Output out) {
        if (value.isObject()) {
            json(value, out);
        } else if (value.isArray()) {
            elements(value, out);
        } else if (value.isString()) {
            out.append(value.stringValue());
        } else if (value.isBoolean()) {
            out.append(value.booleanValue() ? "true" : "false");
        } else if (Values.isNumber(value)) {
            out.append(JsNumber.text(value));
        }
    }

    private void elements(JsonNode array, Output out) {
        budget.enter();
        for (int i = 0; i < array.size(); i++) {
            budget.step();
            if (i > 0) {
                out.append(',');
            }
            print(array.get(i), out);
        }
        budget.leave();
    }

    private void json(JsonNode value, Output out) {
        budget.step();
        if (value.isObject()) {
            members(value, out);
        } else if (value.isArray()) {
            items(value, out);
        } else if (value.isString()) {
            string(value.stringValue(), out);
        } else if (value.isBoolean()) {
            out.append(value.booleanValue() ? "true" : "false");
        } else {
            out.append(Values.isNumber(value) ? JsNumber.text(value) : "null");
        }
    }

    private void members(JsonNode object, Output out) {
        budget.enter();
        out.append('{');
        Iterator<Map.Entry<String, JsonNode>> members = object.properties().iterator();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            budget.step();
            string(member.getKey(), out);
            out.append(':');
            json(member.getValue(), out);
            if (members.hasNext()) {
                out.append(',');
            }
        }
        out.append('}');
        budget.leave();
    }

    private void items(JsonNode array, Output out) {
        budget.enter();
        out.append('[');
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            json(array.get(i), out);
        }
        out.append(']');
        budget.leave();
    }

    private static void string(String text, Output out) {
        out.append('"');
        out.append(JsonEscape.escape(text));
        out.append('"');
    }
}
