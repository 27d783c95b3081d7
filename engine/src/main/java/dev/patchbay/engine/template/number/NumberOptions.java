package dev.patchbay.engine.template.number;

import dev.patchbay.engine.template.js.JsNumber;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The options of a number format as a template gives them: texts that are read as numbers or
 * booleans where JavaScript would. Immutable.
 *
 * @param byName option texts by name
 */
public record NumberOptions(Map<String, String> byName) {

    public NumberOptions {
        byName = Map.copyOf(byName);
    }

    /** The text of an option; a text that begins with a number is that number. */
    Optional<String> text(String name) {
        return Optional.ofNullable(byName.get(name)).map(NumberOptions::asText);
    }

    /** One of the allowed texts. */
    String choice(String name, String otherwise, String... allowed) {
        String value = text(name).orElse(otherwise);
        if (!List.of(allowed).contains(value)) {
            throw new FormatException(
                    "Value "
                            + value
                            + " out of range for Intl.NumberFormat options property "
                            + name);
        }
        return value;
    }

    /** A whole number between two bounds, rounded down; empty when the option is not given. */
    OptionalInt digits(String name, int least, int most) {
        String given = byName.get(name);
        if (given == null) {
            return OptionalInt.empty();
        }
        double value =
                given.equals("true") ? 1 : given.equals("false") ? 0 : JsNumber.parseFloat(given);
        if (Double.isNaN(value) || value < least || value > most) {
            throw new FormatException(name + " value is out of range.");
        }
        return OptionalInt.of((int) Math.floor(value));
    }

    private static String asText(String given) {
        double number = JsNumber.parseFloat(given);
        return Double.isNaN(number) ? given : JsNumber.text(number);
    }
}
