package dev.patchbay.engine.template.math;

import dev.patchbay.engine.template.js.JsNumber;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/** A value of an expression. Immutable. */
public sealed interface MathValue {

    /** A number, NaN and infinities included. */
    record Num(double value) implements MathValue {}

    /** A boolean. */
    record Bool(boolean value) implements MathValue {}

    /** A list. */
    record Items(List<MathValue> values) implements MathValue {
        public Items {
            values = List.copyOf(values);
        }
    }

    /** Null. */
    record Null() implements MathValue {}

    /** A text or an object: can be passed on, not reckoned with. */
    record Other(JsonNode json) implements MathValue {}

    /** The value of a variable. */
    static MathValue of(JsonNode json) {
        if (json.isNumber()) {
            return new Num(JsNumber.value(json));
        }
        if (json.isBoolean()) {
            return new Bool(json.booleanValue());
        }
        if (json.isArray()) {
            List<MathValue> values = new ArrayList<>(json.size());
            json.forEach(element -> values.add(of(element)));
            return new Items(values);
        }
        return json.isNull() ? new Null() : new Other(json);
    }

    /** Whether it is a number but NaN, or a list of nothing else, at any depth. */
    default boolean isNumeric() {
        return switch (this) {
            case Num(double value) -> !Double.isNaN(value);
            case Items(List<MathValue> values) -> values.stream().allMatch(MathValue::isNumeric);
            case Bool _, Null _, Other _ -> false;
        };
    }
}
